// A goal behind the jar plugin transforms classes that the jar has as they were, and would leave every await in it so.
List<String> warnings = new File(basedir, 'build.log').readLines().findAll { it.contains('[WARNING] Fermata') }
assert warnings.size() == 2 : warnings
['late-1.jar', 'late-1-tests.jar'].eachWithIndex { jar, i ->
    assert warnings[i].contains("${new File(basedir, "target/$jar").canonicalPath} was made before, of the classes as they were.")
    assert warnings[i].contains('The goal must run before that, as it does in its default phase')
}
true
