package org.parlour.conference.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A persistent map from text, ordered by it: a change copies one path of a balanced tree (AVL) and
/// shares the rest. So a state of 500 legs changes in O(log n), the order of effects does not
/// depend on history, and [#changes] finds what differs without visiting what is shared.
public final class PartMap<V> {
  private final @Nullable Node<V> root;

  private PartMap(@Nullable Node<V> root) {
    this.root = root;
  }

  public static <V> PartMap<V> empty() {
    return new PartMap<>(null);
  }

  public boolean isEmpty() {
    return root == null;
  }

  public int size() {
    return root == null ? 0 : root.size;
  }

  public @Nullable V get(String key) {
    Node<V> node = root;
    while (node != null) {
      int order = key.compareTo(node.key);
      if (order == 0) {
        return node.value;
      }
      node = order < 0 ? node.left : node.right;
    }
    return null;
  }

  public boolean containsKey(String key) {
    return get(key) != null;
  }

  public PartMap<V> with(String key, V value) {
    return new PartMap<>(put(root, key, value));
  }

  public PartMap<V> without(String key) {
    return containsKey(key) ? new PartMap<>(remove(root, key)) : this;
  }

  public void forEach(BiConsumer<String, V> visitor) {
    visit(root, visitor);
  }

  /// The values in the order of their keys, a snapshot.
  public List<V> values() {
    List<V> values = new ArrayList<>(size());
    forEach((key, value) -> values.add(value));
    return values;
  }

  public @Nullable V first(Predicate<V> wanted) {
    return first(root, wanted);
  }

  public int count(Predicate<V> wanted) {
    return count(root, wanted);
  }

  /// Tells `changed` each key whose value is another instance than in `before`, or null when gone.
  public void changes(PartMap<V> before, BiConsumer<String, @Nullable V> changed) {
    difference(before.root, root, changed);
  }

  private static <V> void difference(
      @Nullable Node<V> old, @Nullable Node<V> now, BiConsumer<String, @Nullable V> changed) {
    if (old == now) {
      return;
    }
    if (now == null) {
      visit(old, (key, value) -> changed.accept(key, null));
    } else if (old == null) {
      visit(now, changed);
    } else {
      Split<V> split = split(old, now.key);
      difference(split.below, now.left, changed);
      if (split.value != now.value) {
        changed.accept(now.key, now.value);
      }
      difference(split.above, now.right, changed);
    }
  }

  private static <V> Split<V> split(@Nullable Node<V> node, String key) {
    if (node == null) {
      return new Split<>(null, null, null);
    }
    int order = key.compareTo(node.key);
    if (order == 0) {
      return new Split<>(node.left, node.value, node.right);
    }
    if (order < 0) {
      Split<V> inner = split(node.left, key);
      return new Split<>(inner.below, inner.value, node(inner.above, node, node.right));
    }
    Split<V> inner = split(node.right, key);
    return new Split<>(node(node.left, node, inner.below), inner.value, inner.above);
  }

  private static <V> void visit(@Nullable Node<V> node, BiConsumer<String, V> visitor) {
    if (node != null) {
      visit(node.left, visitor);
      visitor.accept(node.key, node.value);
      visit(node.right, visitor);
    }
  }

  private static <V> @Nullable V first(@Nullable Node<V> node, Predicate<V> wanted) {
    if (node == null) {
      return null;
    }
    V found = first(node.left, wanted);
    if (found != null) {
      return found;
    }
    return wanted.test(node.value) ? node.value : first(node.right, wanted);
  }

  private static <V> int count(@Nullable Node<V> node, Predicate<V> wanted) {
    return node == null
        ? 0
        : count(node.left, wanted) + count(node.right, wanted) + (wanted.test(node.value) ? 1 : 0);
  }

  private static <V> Node<V> put(@Nullable Node<V> node, String key, V value) {
    if (node == null) {
      return new Node<>(null, key, value, null);
    }
    int order = key.compareTo(node.key);
    if (order == 0) {
      return new Node<>(node.left, key, value, node.right);
    }
    return order < 0
        ? balance(put(node.left, key, value), node, node.right)
        : balance(node.left, node, put(node.right, key, value));
  }

  private static <V> @Nullable Node<V> remove(@Nullable Node<V> node, String key) {
    if (node == null) {
      return null;
    }
    int order = key.compareTo(node.key);
    if (order < 0) {
      return balance(remove(node.left, key), node, node.right);
    }
    if (order > 0) {
      return balance(node.left, node, remove(node.right, key));
    }
    if (node.left == null) {
      return node.right;
    }
    if (node.right == null) {
      return node.left;
    }
    Node<V> next = node.right;
    while (next.left != null) {
      next = next.left;
    }
    return balance(node.left, next, remove(node.right, next.key));
  }

  /// `middle` between sides whose heights differ by at most 2.
  private static <V> Node<V> balance(
      @Nullable Node<V> left, Node<V> middle, @Nullable Node<V> right) {
    int lean = height(left) - height(right);
    if (lean > 1 && left != null) {
      Node<V> inner = left.right;
      return inner != null && height(inner) > height(left.left)
          ? node(node(left.left, left, inner.left), inner, node(inner.right, middle, right))
          : node(left.left, left, node(inner, middle, right));
    }
    if (lean < -1 && right != null) {
      Node<V> inner = right.left;
      return inner != null && height(inner) > height(right.right)
          ? node(node(left, middle, inner.left), inner, node(inner.right, right, right.right))
          : node(node(left, middle, inner), right, right.right);
    }
    return node(left, middle, right);
  }

  private static <V> Node<V> node(@Nullable Node<V> left, Node<V> entry, @Nullable Node<V> right) {
    return left == entry.left && right == entry.right
        ? entry
        : new Node<>(left, entry.key, entry.value, right);
  }

  private static int height(@Nullable Node<?> node) {
    return node == null ? 0 : node.height;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    if (!(o instanceof PartMap<?> other) || other.size() != size()) {
      return false;
    }
    boolean[] same = {true};
    forEach((key, value) -> same[0] &= value.equals(other.get(key)));
    return same[0];
  }

  @Override
  public int hashCode() {
    int[] sum = {0};
    forEach((key, value) -> sum[0] += key.hashCode() ^ value.hashCode());
    return sum[0];
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach((key, value) -> text.append(key).append('=').append(value).append(' '));
    return text.append('}').toString();
  }

  private record Split<V>(@Nullable Node<V> below, @Nullable V value, @Nullable Node<V> above) {}

  private static final class Node<V> {
    final @Nullable Node<V> left;
    final String key;
    final V value;
    final @Nullable Node<V> right;
    final int height;
    final int size;

    Node(@Nullable Node<V> left, String key, V value, @Nullable Node<V> right) {
      this.left = left;
      this.key = key;
      this.value = value;
      this.right = right;
      this.height = 1 + Math.max(height(left), height(right));
      this.size = 1 + (left == null ? 0 : left.size) + (right == null ? 0 : right.size);
    }
  }
}
