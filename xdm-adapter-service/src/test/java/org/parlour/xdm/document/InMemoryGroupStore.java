package org.parlour.xdm.document;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused.Reason;

/// The store's double: the same behaviour, proven by the same contract.
final class InMemoryGroupStore implements GroupStore {
  private final InstantSource clock;
  private final TreeMap<String, Group> groups = new TreeMap<>();
  private final Map<String, Pending> pending = new HashMap<>();
  private long version;

  InMemoryGroupStore(InstantSource clock) {
    this.clock = clock;
  }

  private record Pending(Publication<Group> publication, Instant due) {}

  @Override
  public synchronized Optional<Group> find(ImAddress uri) {
    return Optional.ofNullable(groups.get(key(uri)));
  }

  @Override
  public synchronized Optional<Group> find(GroupPlace place) {
    return groups.values().stream()
        .filter(group -> group.content().place().equals(place))
        .findFirst();
  }

  @Override
  public synchronized Optional<ImAddress> uriAt(GroupPlace place) {
    return find(place).map(Group::uri);
  }

  @Override
  public synchronized List<Group> inTree(String xui) {
    return groups.values().stream()
        .filter(group -> group.content().place().xui().equals(xui))
        .sorted(Comparator.comparing(group -> group.content().place().name()))
        .toList();
  }

  @Override
  public synchronized List<Group> list(@Nullable ImAddress after, String text, int limit) {
    return groups.tailMap(after == null ? "" : key(after), false).values().stream()
        .filter(group -> has(group, text.toLowerCase(Locale.ROOT)))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Publication<Group> prepare(
      ImAddress uri, Consumer<@Nullable Group> check, Duration due) {
    Pending under = pending.get(key(uri));
    if (under != null && under.due().isAfter(clock.instant())) {
      throw new GroupRefused(Reason.BUSY, "group: " + uri);
    }
    Group before = groups.get(key(uri));
    check.accept(before);
    Publication<Group> publication =
        new Publication<>(uri.canonical(), UUID.randomUUID(), ++version, before);
    pending.put(key(uri), new Pending(publication, clock.instant().plus(due)));
    return publication;
  }

  @Override
  public synchronized void settle(Publication<Group> publication, @Nullable GroupContent content) {
    if (!owns(publication)) {
      throw new GroupRefused(Reason.NOT_PUBLISHED, "group: " + publication.uri());
    }
    pending.remove(key(publication.uri()));
    if (content == null) {
      groups.remove(key(publication.uri()));
    } else {
      groups.put(
          key(publication.uri()),
          new Group(publication.uri(), publication.version(), clock.instant(), content));
    }
  }

  @Override
  public synchronized void abandon(Publication<Group> publication) {
    if (owns(publication)) {
      pending.put(key(publication.uri()), new Pending(publication, clock.instant()));
    }
  }

  @Override
  public synchronized boolean correctOne(Correction<GroupContent> publish) {
    Optional<Pending> due =
        pending.values().stream().filter(p -> !p.due().isAfter(clock.instant())).findFirst();
    due.ifPresent(
        overdue -> {
          Publication<Group> publication = overdue.publication();
          Group stored = groups.get(key(publication.uri()));
          publish.publish(publication.uri(), ++version, stored == null ? null : stored.content());
          pending.remove(key(publication.uri()));
        });
    return due.isPresent();
  }

  @Override
  public String noun() {
    return "group";
  }

  @Override
  public synchronized int count() {
    return groups.size();
  }

  @Override
  public synchronized int correctAll() {
    int before = pending.size();
    for (Group group : groups.values()) {
      pending.putIfAbsent(
          key(group.uri()),
          new Pending(
              new Publication<>(group.uri(), UUID.randomUUID(), 0, group), clock.instant()));
    }
    return pending.size() - before;
  }

  @Override
  public synchronized int unsettled() {
    return pending.size();
  }

  private static boolean has(Group group, String text) {
    String name = Objects.requireNonNullElse(group.definition().displayName(), "");
    return (group.uri() + "\n" + name).toLowerCase(Locale.ROOT).contains(text);
  }

  private boolean owns(Publication<Group> publication) {
    Pending under = pending.get(key(publication.uri()));
    return under != null && under.publication().equals(publication);
  }

  private static String key(ImAddress uri) {
    return uri.canonical().toString();
  }
}
