package org.parlour.mswitch.support;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.Direction;

/// Descriptions of legs; a test names only what matters.
public final class Legs {
  private final String name;
  private String localPath;
  private List<String> remotePath;
  private ImAddress participant;
  private ImAddress shownAs;
  private @Nullable String displayName;
  private List<String> types = List.of("message/cpim");
  private List<String> wrappedTypes = List.of();
  private @Nullable Long maxSize;
  private Direction direction = Direction.SENDRECV;
  private boolean connectOut;
  private boolean privateMessages = true;
  private boolean nicknames = true;
  private @Nullable String fingerprint;
  private boolean cema;

  private Legs(String name) {
    this.name = name;
    this.localPath = "msrp://127.0.0.1:2855/" + name + "-capability;tcp";
    this.remotePath = List.of("msrp://192.0.2.1:9/" + name + ";tcp");
    this.participant = ImAddress.parse("sip:" + name + "@example.org");
    this.shownAs = participant;
  }

  public static Legs leg(String name) {
    return new Legs(name);
  }

  public Legs at(String host, int port) {
    localPath = "msrp://" + host + ":" + port + "/" + name + "-capability;tcp";
    return this;
  }

  public Legs local(String path) {
    localPath = path;
    return this;
  }

  public Legs remote(String... path) {
    remotePath = List.of(path);
    return this;
  }

  public Legs fingerprint(String value) {
    fingerprint = value;
    return this;
  }

  public Legs cema() {
    cema = true;
    return this;
  }

  /// Its peer has not answered the offer of this path yet.
  public Legs moving() {
    remotePath = List.of();
    return this;
  }

  public Legs of(String address) {
    participant = ImAddress.parse(address);
    shownAs = participant;
    return this;
  }

  public Legs shownAs(String pseudonym) {
    shownAs = ImAddress.parse(pseudonym);
    return this;
  }

  public Legs named(String name) {
    displayName = name;
    return this;
  }

  public Legs types(String... accepted) {
    types = List.of(accepted);
    return this;
  }

  public Legs wrappedTypes(String... accepted) {
    wrappedTypes = List.of(accepted);
    return this;
  }

  public Legs maxSize(long octets) {
    maxSize = octets;
    return this;
  }

  public Legs direction(Direction negotiated) {
    direction = negotiated;
    return this;
  }

  public Legs connectOut() {
    connectOut = true;
    return this;
  }

  public Legs withoutPrivateMessages() {
    privateMessages = false;
    return this;
  }

  public Legs withoutNicknames() {
    nicknames = false;
    return this;
  }

  public MediaLeg build() {
    return new MediaLeg(
        name,
        localPath,
        remotePath,
        participant,
        shownAs,
        displayName,
        types,
        wrappedTypes,
        maxSize,
        direction,
        connectOut,
        privateMessages,
        nicknames,
        fingerprint,
        cema);
  }
}
