// A goal before the compiler finds nothing, and would leave every await as it is. In the second run there is no compiler.
List<String> warnings = new File(basedir, 'build.log').readLines().findAll { it.contains('[WARNING] Fermata') }
assert warnings.size() == 1 : warnings // there are no sources of tests
assert warnings[0].contains("no classes yet in ${new File(basedir, 'target/classes').canonicalPath}. The goal must run after the compiler")
true
