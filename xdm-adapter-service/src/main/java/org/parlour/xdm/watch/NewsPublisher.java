package org.parlour.xdm.watch;

import static java.util.Objects.requireNonNullElse;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.xdm.schedule.Rounds;
import org.parlour.xdm.tree.DocumentHome;
import org.parlour.xdm.tree.XcapDocuments;
import org.parlour.xdm.watch.DocumentNews.News;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Publishes news in order, on a thread of its own: they leave the outbox when Kafka has them. So
/// none is lost, and some come again after a failure. An answer is read when its turn has come: it
/// knows of every change that was published before.
///
/// - `im.xdm.news{kind}`: how many changes and answers were published
final class NewsPublisher extends Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(NewsPublisher.class);
  private static final int BATCH = 200;

  /// Of the paths in one answer: one that no record can hold would keep all news behind it.
  private static final int MOST_CHARACTERS = 128 * 1024;

  private final DocumentNews news;
  private final XcapDocuments documents;
  private final Selections selections;
  private final String root;
  private final RecordPublisher publisher;
  private final TransactionTemplate writing;
  private final InstantSource clock;
  private final Duration patience;
  private final Duration interval;
  private final Counter changes;
  private final Counter answers;

  NewsPublisher(
      DocumentNews news,
      XcapDocuments documents,
      Selections selections,
      String root,
      RecordPublisher publisher,
      PlatformTransactionManager transactions,
      InstantSource clock,
      Duration patience,
      Duration interval,
      MeterRegistry registry) {
    super("document-news", interval, interval);
    this.news = news;
    this.documents = documents;
    this.selections = selections;
    this.root = root;
    this.publisher = publisher;
    this.writing = new TransactionTemplate(transactions);
    this.clock = clock;
    this.patience = patience;
    this.interval = interval;
    this.changes = registry.counter("im.xdm.news", "kind", "change");
    this.answers = registry.counter("im.xdm.news", "kind", "answer");
  }

  /// Publishes whatever is there. What cannot be published now stays for the next round.
  @Override
  protected void round() {
    try {
      while (requireNonNullElse(writing.execute(_ -> batch()), 0) == BATCH) {
        LOG.debug("{} news published, and there are more", BATCH);
      }
    } catch (RuntimeException e) {
      LOG.warn("news of documents were not published, again in {}: {}", interval, e.getMessage());
    }
  }

  private int batch() {
    if (!news.lock()) {
      return 0;
    }
    List<News> first = news.first(BATCH);
    if (first.isEmpty()) {
      return 0;
    }
    CompletableFuture<?>[] sent =
        first.stream().map(this::publish).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(sent).orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    news.published(first);
    first.forEach(one -> counter(one).increment());
    return first.size();
  }

  private Counter counter(News one) {
    return switch (one) {
      case DocumentNews.Change change -> changes;
      case DocumentNews.Question question -> answers;
    };
  }

  private CompletableFuture<Void> publish(News one) {
    return publisher.publish(TopicCatalogue.SIGNALLING, one.xui(), command(one), null);
  }

  private SignallingInput command(News one) {
    return switch (one) {
      case DocumentNews.Change c ->
          new DocumentChanged(
              c.at(),
              ImAddress.parse(c.xui()),
              c.path(),
              c.version(),
              c.present() ? etag(c.version()) : null);
      case DocumentNews.Question q -> {
        List<String> places = selections.places(q.xui(), q.uris());
        yield new DocumentsFound(clock.instant(), q.question(), root, places, found(q, places));
      }
    };
  }

  private List<DocumentsFound.Document> found(DocumentNews.Question q, List<String> places) {
    List<DocumentsFound.Document> found = new ArrayList<>();
    int characters = 0;
    for (DocumentHome.Entry entry : documents.inTree(q.xui())) {
      String path = entry.selector().path();
      if (Selections.covers(places, path)) {
        characters += path.length();
        if (characters > MOST_CHARACTERS) {
          LOG.warn("{} has more documents than one answer tells of", q.xui());
          break;
        }
        found.add(new DocumentsFound.Document(path, entry.version(), etag(entry.version())));
      }
    }
    return found;
  }

  /// As HTTP has it, without the quotes (RFC 5874).
  private static String etag(long version) {
    return Long.toString(version);
  }
}
