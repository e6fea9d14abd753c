package org.parlour.xdm.outbox;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.parlour.xdm.document.PublicationStore;

/// The stores of what is published. Thread-safe; blocks.
final class Outbox {
  private final List<PublicationStore<?, ?>> stores;

  Outbox(List<PublicationStore<?, ?>> stores) {
    this.stores = List.copyOf(stores);
  }

  List<String> kinds() {
    return stores.stream().<String>map(PublicationStore::noun).toList();
  }

  /// How many are stored, by kind.
  Map<String, Integer> stored() {
    return byKind(PublicationStore::count);
  }

  /// How many are to be published or corrected, by kind.
  Map<String, Integer> unsettled() {
    return byKind(PublicationStore::unsettled);
  }

  /// Has everything published once more, in the background.
  ///
  /// @return how many are to be published, by kind; without those that are under way anyway
  Map<String, Integer> republish() {
    return byKind(PublicationStore::correctAll);
  }

  private Map<String, Integer> byKind(ToIntFunction<PublicationStore<?, ?>> number) {
    Map<String, Integer> numbers = new TreeMap<>();
    stores.forEach(store -> numbers.put(store.noun(), number.applyAsInt(store)));
    return numbers;
  }
}
