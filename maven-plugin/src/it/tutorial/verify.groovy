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

// In real time, all at once; and in virtual time.
def running = [start('sequential'), start('tasks'), start('progress')]
assert output(start('--virtual')) == sequential + tasks + progress
assert running.collect(output) == [sequential, tasks, progress]
true
