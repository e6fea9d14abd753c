package org.parlour.labcore.registrar;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.client.transport.SipFlow;

/// The bindings of all users. Owned by the core's event loop.
public final class Location {
  private final InstantSource clock;
  private final Map<String, List<Binding>> users = new HashMap<>();
  private final Map<String, Binding> contacts = new HashMap<>();

  public Location(InstantSource clock) {
    this.clock = clock;
  }

  /// The bindings of a user that have not expired, best first.
  ///
  /// @param user canonical: `sip:name@domain`
  public List<Binding> of(String user) {
    List<Binding> bindings = users.get(user);
    if (bindings == null) {
      return List.of();
    }
    long now = clock.millis();
    boolean expired = false;
    for (Binding binding : bindings) {
      expired |= binding.expiresAt() <= now;
    }
    if (expired) {
      for (Binding binding : List.copyOf(bindings)) {
        if (binding.expiresAt() <= now) {
          remove(user, binding);
        }
      }
      bindings = users.getOrDefault(user, List.of());
    }
    return List.copyOf(bindings);
  }

  /// Adds a binding or replaces the one with the same Contact.
  void put(String user, Binding binding) {
    List<Binding> bindings = users.computeIfAbsent(user, name -> new ArrayList<>(1));
    bindings.removeIf(old -> old.uri().equals(binding.uri()));
    bindings.add(binding);
    bindings.sort(Comparator.comparingInt(Binding::priority).reversed());
    contacts.put(binding.uri(), binding);
  }

  void remove(String user, Binding binding) {
    List<Binding> bindings = users.get(user);
    if (bindings != null) {
      bindings.remove(binding);
      if (bindings.isEmpty()) {
        users.remove(user);
      }
    }
    contacts.remove(binding.uri(), binding);
  }

  /// The way to a Contact that is registered, or null.
  public @Nullable SipFlow flowOf(String contactUri) {
    Binding binding = contacts.get(contactUri);
    return binding == null ? null : binding.flow();
  }

  /// How many users have a binding, expired ones included.
  public int registeredUsers() {
    return users.size();
  }
}
