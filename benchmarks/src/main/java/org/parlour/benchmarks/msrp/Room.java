package org.parlour.benchmarks.msrp;

/// A session, as the load and the servers both name its legs. Leg 0 sends, the others receive.
///
/// @param name letters and digits
/// @param legs how many
/// @param recorded each message is copied to Kafka before it is answered
record Room(String name, int legs, boolean recorded) {
  static final String HOST = "127.0.0.1";

  /// Makes URIs as long as real ones, which nobody can guess.
  private static final String TOKEN = "k4w2m7q9x0z8c5v3b1n6k4w2m7";

  /// The server's URI of a leg.
  String local(int leg, int port) {
    return "msrp://" + HOST + ":" + port + "/" + name + "-" + leg + "-" + TOKEN + ";tcp";
  }

  /// The client's.
  String remote(int leg) {
    return "msrp://192.0.2.1:2855/" + name + "-" + leg + "-" + TOKEN + ";tcp";
  }

  String participant(int leg) {
    return "sip:" + name + "-" + leg + "@example.org";
  }

  String session() {
    return "sip:s-" + name + "@im.example.org";
  }

  /// For [#parse].
  String line() {
    return name + " " + legs + " " + recorded;
  }

  static Room parse(String line) {
    String[] parts = line.split(" ");
    return new Room(parts[0], Integer.parseInt(parts[1]), Boolean.parseBoolean(parts[2]));
  }
}
