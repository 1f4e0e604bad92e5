String source = new File(basedir, 'src/main/java/shop/Refused.java').canonicalPath
List<String> log = new File(basedir, 'build.log').readLines()
assert log.any { it.startsWith("[ERROR] $source:8: FMT001 ") }
assert log.any { it.contains('Fermata reported 1 error and wrote nothing; see above') }

// Nothing was written, not even what was fine.
assert new File(basedir, 'target/classes/shop').list().sort() == ['Fine.class', 'Refused.class']
true
