package org.parlour.interop.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.client.DocumentSubscription;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.Cluster;
import org.parlour.interop.suite.ClusterExtension;
import org.parlour.interop.suite.Member;
import org.parlour.protocol.Spec;
import org.parlour.protocol.xcapdiff.XcapDiff;

/// A subscription to documents outlives every process that has to do with it.
@ExtendWith(ClusterExtension.class)
class DocumentWatchKillIT {
  private final Cluster cluster;

  DocumentWatchKillIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  @Spec({"RFC 5875", "RFC 6665 §4.2.2"})
  void theNextChangeIsToldWhateverWasKilled() {
    String name = "reader-" + Tokens.random(6).toLowerCase();
    try (Reader reader = Reader.arrives(name, cluster.core(), cluster.xdm().http())) {
      DocumentSubscription subscription = reader.subscribes(false);
      String previous = reader.writes("first");
      reader.isTold(previous, Reader.PATIENCE);

      for (Member member : victims()) {
        member.process().kill();
        previous = isTold(reader, previous);
        member.startAgain();
        member.awaitReady();
      }

      String written = reader.writes("before-the-kill");
      cluster.xdm().process().kill();
      cluster.xdm().startAgain();
      cluster.xdm().awaitReady();
      assertThat(reader.isTold(written, Reader.PATIENCE).previousEtag()).isEqualTo(previous);
      isTold(reader, written);
      subscription.close();
    }
  }

  private List<Member> victims() {
    return Stream.concat(cluster.conferences().stream(), cluster.edges().stream()).toList();
  }

  /// Writes, and waits until that is told.
  private static String isTold(Reader reader, String previous) {
    String etag = reader.writes("next");
    XcapDiff.Document told = reader.isTold(etag, Reader.PATIENCE);
    assertThat(told.previousEtag()).isEqualTo(previous);
    return etag;
  }
}
