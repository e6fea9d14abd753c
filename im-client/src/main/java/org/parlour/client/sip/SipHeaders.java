package org.parlour.client.sip;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The headers of one message: names and values in the order of the wire, values as text without
/// the surrounding blanks. Names are found in any case and in their compact forms.
///
/// Values of Via, Route, Record-Route, Contact and the identity headers that came as comma lists
/// are kept one to an entry. Mutable; owned by one thread.
public final class SipHeaders {
  private final ArrayList<String> names;
  private final ArrayList<String> values;

  public SipHeaders() {
    this(24);
  }

  private SipHeaders(int capacity) {
    names = new ArrayList<>(capacity);
    values = new ArrayList<>(capacity);
  }

  public SipHeaders copy() {
    SipHeaders copy = new SipHeaders(names.size() + 4);
    copy.names.addAll(names);
    copy.values.addAll(values);
    return copy;
  }

  public int size() {
    return names.size();
  }

  public String name(int index) {
    return names.get(index);
  }

  public String value(int index) {
    return values.get(index);
  }

  /// The topmost value, or null.
  public @Nullable String first(String name) {
    int index = indexOf(name, 0);
    return index < 0 ? null : values.get(index);
  }

  /// The topmost value, or empty text.
  public String firstOr(String name, String otherwise) {
    String value = first(name);
    return value == null ? otherwise : value;
  }

  public boolean has(String name) {
    return indexOf(name, 0) >= 0;
  }

  /// All values from the top; a snapshot.
  public List<String> all(String name) {
    List<String> found = new ArrayList<>(2);
    for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
      found.add(values.get(i));
    }
    return found;
  }

  public int count(String name) {
    int count = 0;
    for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
      count++;
    }
    return count;
  }

  /// Whether a comma list under `name`, over all its headers, has `token` (without parameters).
  public boolean lists(String name, String token) {
    for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
      for (String element : HeaderText.split(values.get(i), ',')) {
        if (HeaderText.beforeParameters(element).equalsIgnoreCase(token)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Adds below all others.
  public SipHeaders add(String name, String value) {
    names.add(name);
    values.add(value);
    return this;
  }

  /// Adds above the first header of the same name, or above everything.
  public SipHeaders addFirst(String name, String value) {
    int index = Math.max(indexOf(name, 0), 0);
    names.add(index, name);
    values.add(index, value);
    return this;
  }

  /// Replaces every header of this name by one, in the place of the first.
  public SipHeaders set(String name, String value) {
    int index = indexOf(name, 0);
    if (index < 0) {
      return add(name, value);
    }
    values.set(index, value);
    for (int i = indexOf(name, index + 1); i >= 0; i = indexOf(name, i)) {
      removeAt(i);
    }
    return this;
  }

  /// Replaces the topmost value only; adds when there is none.
  public SipHeaders replaceFirst(String name, String value) {
    int index = indexOf(name, 0);
    if (index < 0) {
      return addFirst(name, value);
    }
    values.set(index, value);
    return this;
  }

  public SipHeaders remove(String name) {
    for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i)) {
      removeAt(i);
    }
    return this;
  }

  /// Removes and returns the topmost value, or returns null.
  public @Nullable String removeFirst(String name) {
    int index = indexOf(name, 0);
    if (index < 0) {
      return null;
    }
    names.remove(index);
    return values.remove(index);
  }

  private void removeAt(int index) {
    names.remove(index);
    values.remove(index);
  }

  private int indexOf(String name, int from) {
    for (int i = from; i < names.size(); i++) {
      String candidate = names.get(i);
      if (candidate.equals(name) || candidate.equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }
}
