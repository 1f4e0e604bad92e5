String classes = new File(basedir, 'target/classes').path

def start = { String... args ->
  String java = new File(System.getProperty('java.home'), 'bin/java').path
  new ProcessBuilder([java, '-cp', classes + File.pathSeparator + runtimeJar,
    'io.fermata.samples.tutorial.Main', *args]).redirectErrorStream(true).start()
}
def output = { Process process ->
  String text = process.inputStream.text
  assert process.waitFor() == 0 : text
  text.readLines()
}

List<String> sequential = [
  'Get stock price of GOOG...', '300', 'Get stock price of APPL...', '400',
  'It took 6.0 second(s) to complete.']
List<String> tasks = [
  'Get stock price of GOOG...', 'Get stock price of APPL...', '300', '300',
  'It took 3.0 second(s) to complete.']
List<String> progress = [
  'Get stock price of GOOG...', 'Get stock price of APPL...',
  'API call is in progress...', 'API call is in progress...', '300', '300',
  'API call is in progress...', 'It took 3.0 second(s) to complete.']

def running = [start('sequential'), start('tasks'), start('progress')]
assert output(start('--virtual')) == sequential + tasks + progress

// In real time, all at once. Where the machine is late it takes longer, and the last message comes in one turn with the prices.
def lines = running.collect(output)
assert lines[0].init() == sequential.init()
assert lines[1].init() == tasks.init()
assert lines[2][0..3] == progress[0..3]
assert lines[2][4..-2].sort() == progress[4..-2].sort()
[6, 3, 3].eachWithIndex { seconds, i ->
  def took = (lines[i].last() =~ /It took (\S+) second/)[0][1] as BigDecimal
  assert took >= seconds && took < seconds + 2 : lines[i]
}
true
