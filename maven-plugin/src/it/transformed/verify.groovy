import java.nio.file.Files
import java.util.zip.ZipFile
import javax.tools.ToolProvider
import javax.xml.parsers.DocumentBuilderFactory

String log = new File(basedir, 'build.log').text
List<String> said = log.readLines().findAll { it.contains('Fermata:') }.collect { it.replaceFirst('.*Fermata: ', '') }
assert said == [
  'transformed 2 methods in 1 class',
  'transformed 1 method in 1 class',
  'nothing to transform, 1 class up to date',
  'nothing to transform, 1 class up to date',
]

def run = { String... command ->
  String java = new File(System.getProperty('java.home'), 'bin/java').path
  def process = new ProcessBuilder([java, *command]).redirectErrorStream(true).start()
  String text = process.inputStream.text
  assert process.waitFor() == 0 : text
  text.readLines()
}

File classes = new File(basedir, 'target/classes')
assert run('-cp', classes.path + File.pathSeparator + runtimeJar, 'shop.Prices') == [
  'Get stock price of GOOG...', 'Get stock price of APPL...', '300', '400']

// The command line and the agent give the same bytes as the goal.
File plain = new File(basedir, 'target/plain')
File dump = new File(basedir, 'target/dump')
plain.mkdirs()
assert ToolProvider.systemJavaCompiler.run(null, null, null,
  '-d', plain.path, '-cp', runtimeJar.toString(), '-g', '--release', '17',
  new File(basedir, 'src/main/java/shop/Prices.java').path) == 0
run("-javaagent:$agentJar=dump=$dump", '-cp', plain.path + File.pathSeparator + runtimeJar, 'shop.Prices')
run('-jar', agentJar.toString(), plain.path)
List<String> names = ['Prices$callApi$0.class', 'Prices$main$0.class', 'Prices.class']
[classes, plain, dump].each { directory ->
  assert new File(directory, 'shop').list().sort() == names
  names.each { name ->
    byte[] bytes = Files.readAllBytes(new File(directory, "shop/$name").toPath())
    assert bytes == Files.readAllBytes(new File(classes, "shop/$name").toPath()) : "$directory $name"
  }
}

// Eclipse is told to run every goal but help.
File plugin = new File(localRepositoryPath, "io/fermata/fermata-maven-plugin/$version/fermata-maven-plugin-${version}.jar")
new ZipFile(plugin).withCloseable { jar ->
  def texts = { String entry, String parent, String element ->
    def nodes = DocumentBuilderFactory.newInstance().newDocumentBuilder()
      .parse(jar.getInputStream(jar.getEntry(entry))).getElementsByTagName(element)
    (0..<nodes.length).collect { nodes.item(it) }.findAll { it.parentNode.nodeName == parent }.collect { it.textContent }
  }
  String mapping = 'META-INF/m2e/lifecycle-mapping-metadata.xml'
  assert texts(mapping, 'goals', 'goal') == texts('META-INF/maven/plugin.xml', 'mojo', 'goal') - 'help'
  assert texts(mapping, 'execute', 'runOnIncremental') == ['true']
}
true
