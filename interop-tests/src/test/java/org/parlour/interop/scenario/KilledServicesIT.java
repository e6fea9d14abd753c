package org.parlour.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.interop.suite.ImUser.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.ImSession;
import org.parlour.interop.suite.Archive;
import org.parlour.interop.suite.Cluster;
import org.parlour.interop.suite.ClusterExtension;
import org.parlour.interop.suite.Member;

/// Services are killed while people chat: SIGKILL, no last word.
@ExtendWith(ClusterExtension.class)
class KilledServicesIT {
  private static final int ROOMS = 4;

  private final Cluster cluster;
  private final List<Room> rooms = new ArrayList<>();

  KilledServicesIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @AfterEach
  void everybodyGoesHome() {
    rooms.forEach(Room::close);
  }

  @Test
  void aConferenceInstanceIsReplacedAndNobodyIsLost() {
    openRooms("conf");
    Member victim = cluster.conferences().getFirst();

    victim.process().kill();

    rooms.forEach(room -> room.talk("while one is dead"));
    // Whoever had the key: a BYE is answered, and the roster goes on where it was.
    rooms.forEach(Room::guestLeaves);
    openRooms("after");
    victim.startAgain();
    victim.awaitReady();
    rooms.forEach(room -> room.talk("with both again"));
  }

  @Test
  void anyEdgeServesTheDialogsOfAKilledOne() {
    openRooms("edge");
    Member victim = cluster.edges().getFirst();

    victim.process().kill();

    rooms.forEach(room -> room.talk("while an edge is dead"));
    rooms.forEach(Room::guestLeaves);
    openRooms("edge-after");
    victim.startAgain();
    victim.awaitReady();
  }

  @Test
  void theArchiveMissesNothingWhenHistoryWasKilled() {
    openRooms("history");
    Room room = rooms.getFirst();
    room.talk("before");

    cluster.history().process().kill();
    room.talk("while nobody records");
    cluster.history().startAgain();
    cluster.history().awaitReady();
    room.talk("after");

    assertThat(
            new Archive(cluster.rest(), cluster.history().http())
                .texts(room.session().identity(), 4))
        .containsExactly("hello", "before", "while nobody records", "after");
  }

  @Test
  void runningSessionsDoNotNeedTheDocuments() {
    openRooms("xdm");

    cluster.xdm().process().kill();

    rooms.forEach(room -> room.talk("while documents are away"));
    openRooms("xdm-after");
    cluster.xdm().startAgain();
    cluster.xdm().awaitReady();
  }

  private void openRooms(String name) {
    for (int i = 0; i < ROOMS; i++) {
      rooms.add(Room.open(cluster, name + "-" + i));
    }
  }

  /// Two who talk, in a session that is archived; the host follows the roster.
  private record Room(
      Person host, Person guest, Person third, ImSession session, ImSession guests) {
    static Room open(Cluster cluster, String name) {
      Person host = Person.arrives(name + "-host", cluster.core());
      Person guest = Person.arrives(name + "-guest", cluster.core());
      Person third = Person.arrives(name + "-third", cluster.core());
      CompletableFuture<ImSession> asked = host.invites(guest, third);
      ImSession guests = guest.accepts();
      third.accepts();
      ImSession session = outcome("session of " + name, asked);
      outcome("subscription of " + name, session.subscribe());
      Room room = new Room(host, guest, third, session, guests);
      host.seesConnected(host, guest, third);
      room.talk("hello");
      return room;
    }

    void talk(String text) {
      outcome("message '" + text + "'", session.send(text));
      third.hears(text);
    }

    void guestLeaves() {
      outcome("guest leaves", guests.leave());
      host.seesConnected(host, third);
    }

    void close() {
      host.close();
      guest.close();
      third.close();
    }
  }
}
