package org.parlour.xdm.upstream;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

final class InMemoryValidations implements Validations {
  private final Map<Due, Row> rows = new HashMap<>();

  private record Row(Validation validation, Instant due) {}

  @Override
  public synchronized Optional<Validation> find(Kind kind, ImAddress uri) {
    return Optional.ofNullable(rows.get(new Due(kind, uri))).map(Row::validation);
  }

  @Override
  public synchronized void begin(Kind kind, ImAddress uri, Instant due) {
    rows.putIfAbsent(new Due(kind, uri), new Row(new Validation(null, null, null), due));
  }

  @Override
  public synchronized void confirm(
      Kind kind, ImAddress uri, @Nullable String etag, Instant at, Instant due) {
    Row before = rows.get(new Due(kind, uri));
    @Nullable Instant told = before == null ? null : before.validation().told();
    rows.put(new Due(kind, uri), new Row(new Validation(etag, at, told), due));
  }

  @Override
  public synchronized boolean tell(Kind kind, ImAddress uri, Instant until, Instant due) {
    return rows.computeIfPresent(
            new Due(kind, uri),
            (_, row) ->
                new Row(new Validation(row.validation().etag(), row.validation().at(), until), due))
        != null;
  }

  @Override
  public synchronized void postpone(Kind kind, ImAddress uri, Instant due) {
    rows.computeIfPresent(new Due(kind, uri), (_, row) -> new Row(row.validation(), due));
  }

  @Override
  public synchronized void forget(Kind kind, ImAddress uri) {
    rows.remove(new Due(kind, uri));
  }

  @Override
  public synchronized List<Due> claim(int most, Instant now, Instant lease) {
    List<Due> due =
        rows.entrySet().stream()
            .filter(row -> !row.getValue().due().isAfter(now))
            .sorted(Comparator.comparing(row -> row.getValue().due()))
            .limit(most)
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(one -> postpone(one.kind(), one.uri(), lease));
    return due;
  }

  @Override
  public synchronized Census census(Instant now) {
    @Nullable Instant oldest =
        rows.values().stream()
            .map(row -> row.validation().at())
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    int told = (int) rows.values().stream().filter(row -> row.validation().isTold(now)).count();
    return new Census(rows.size(), told, oldest);
  }
}
