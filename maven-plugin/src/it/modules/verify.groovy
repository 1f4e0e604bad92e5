import java.nio.file.Files
import java.text.SimpleDateFormat

List<String> log = new File(basedir, 'build.log').readLines()
assert log.findAll { it.contains('Fermata') }.collect { it.replaceFirst('.*?INFO] ', '') } == [
  // prices, which shop needs, shop and its tests, kept; then skipped
  *(['Fermata: transformed 1 method in 1 class'] * 4), 'Fermata is skipped.', 'Fermata is skipped.',
  *(['Fermata: nothing to transform, 1 class up to date'] * 4), 'Fermata is skipped.', 'Fermata is skipped.',
]

def classes = { String path ->
  Map<String, byte[]> files = [:]
  File directory = new File(basedir, path)
  directory.eachFileRecurse { if (it.name.endsWith('.class')) files[it.name] = it.bytes }
  files
}

// The second build wrote no class, not even with the same content.
String begun = log.findAll { it.contains('Scanning for projects') }[1].find(/[-\d]+:\d+:[.\d]+[-+]\d+/)
long again = new SimpleDateFormat('yyyy-MM-dd-HH:mm:ss.SSSZ').parse(begun).time
int files = 0
basedir.eachFileRecurse {
  if (it.name.endsWith('.class')) {
    files++
    assert it.lastModified() < again : it
  }
}
assert files == 9

def run = { String... command ->
  String java = new File(System.getProperty('java.home'), 'bin/java').path
  def process = new ProcessBuilder([java, *command]).redirectErrorStream(true).start()
  String text = process.inputStream.text
  assert process.waitFor() == 0 : text
  text.readLines()
}

// A test's coroutine awaits the module's, and that one another module's.
String classPath = ['shop/target/test-classes', 'shop/target/classes', 'prices/target/classes']
  .collect { new File(basedir, it).path }.plus(runtimeJar.toString()).join(File.pathSeparator)
assert run('-cp', classPath, 'shop.Trial') == ['price with 1', 'price with 2', 'total 203 after 2 s']

// Skipped: as the compiler left it. The command line makes of it what the goal made of the others.
Map<String, byte[]> plain = classes('skipped/target/classes')
assert plain.keySet() == ['Prices.class'] as Set
def transformed = { String... options ->
  File copy = Files.createTempDirectory(new File(basedir, 'skipped/target').toPath(), 'copy').toFile()
  new File(copy, 'Prices.class').bytes = plain['Prices.class']
  run('-jar', agentJar.toString(), *options, copy.path)
  Map<String, byte[]> result = [:]
  copy.eachFileRecurse { if (it.name.endsWith('.class')) result[it.name] = it.bytes }
  result
}
def same = { Map<String, byte[]> one, Map<String, byte[]> other ->
  one.keySet() == other.keySet() && one.every { name, bytes -> bytes == other[name] }
}
assert same(classes('prices/target/classes'), transformed())
assert same(classes('kept/target/classes'), transformed('--keep-locals'))
assert !same(classes('kept/target/classes'), classes('prices/target/classes'))
true
