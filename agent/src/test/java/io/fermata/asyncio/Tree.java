package io.fermata.asyncio;

import java.util.ArrayList;
import java.util.List;

/** An instruction of a random program: a name and its arguments, or a list of such. */
record Tree(List<Object> parts) {

  /** Reads {@code (name 1 (other 2 ()))}. */
  static Tree parse(String text) {
    List<List<Object>> open = new ArrayList<>();
    open.add(new ArrayList<>());
    for (String word : text.replace("(", " ( ").replace(")", " ) ").trim().split(" +")) {
      if (word.equals("(")) {
        open.add(new ArrayList<>());
      } else if (word.equals(")")) {
        Tree closed = new Tree(open.remove(open.size() - 1));
        open.get(open.size() - 1).add(closed);
      } else {
        open.get(open.size() - 1).add(word);
      }
    }
    return (Tree) open.get(0).get(0);
  }

  int size() {
    return parts.size();
  }

  String name() {
    return text(0);
  }

  String text(int part) {
    return (String) parts.get(part);
  }

  int number(int part) {
    return Integer.parseInt(text(part));
  }

  Tree tree(int part) {
    return (Tree) parts.get(part);
  }

  List<Tree> trees() {
    return parts.stream().map(Tree.class::cast).toList();
  }

  List<Integer> numbers() {
    return parts.stream().map(part -> Integer.valueOf((String) part)).toList();
  }
}
