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
import org.parlour.contracts.routing.ImDomain;
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
import org.parlour.xdm.watch.Selections.Selected;
import org.parlour.xdm.xcap.DocumentSelector;
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

  /// Of a transaction: further news wait for the next one. One that many asked about is not cut.
  private static final int MOST_RECORDS = 2_000;

  /// Of the paths in one answer: one that no record can hold would keep all news behind it.
  private static final int MOST_CHARACTERS = 128 * 1024;

  private final DocumentNews news;
  private final Interests interests;
  private final XcapDocuments documents;
  private final Selections selections;
  private final ImDomain domain;
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
      Interests interests,
      XcapDocuments documents,
      Selections selections,
      ImDomain domain,
      String root,
      RecordPublisher publisher,
      PlatformTransactionManager transactions,
      InstantSource clock,
      Duration patience,
      Duration interval,
      MeterRegistry registry) {
    super("document-news", interval, interval);
    this.news = news;
    this.interests = interests;
    this.documents = documents;
    this.selections = selections;
    this.domain = domain;
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
      while (requireNonNullElse(writing.execute(_ -> batch()), false)) {
        LOG.debug("news published, and there may be more");
      }
    } catch (RuntimeException e) {
      LOG.warn("news of documents were not published, again in {}: {}", interval, e.getMessage());
    }
  }

  /// @return whether there may be more
  private boolean batch() {
    if (!news.lock()) {
      return false;
    }
    List<News> first = news.first(BATCH);
    Audience audience = new Audience(documents, interests, first);
    List<News> done = new ArrayList<>();
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (News one : first) {
      if (sent.size() >= MOST_RECORDS) {
        break;
      }
      publish(one, audience, sent);
      done.add(one);
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    news.published(done);
    done.forEach(one -> counter(one).increment());
    return done.size() == BATCH || done.size() < first.size();
  }

  private Counter counter(News one) {
    return switch (one) {
      case DocumentNews.Change change -> changes;
      case DocumentNews.Question question -> answers;
    };
  }

  private void publish(News one, Audience audience, List<CompletableFuture<Void>> sent) {
    switch (one) {
      case DocumentNews.Change c -> {
        if (!domain.owns(c.owner())) { // nobody has the trees of administrators' groups
          sent.add(
              publish(
                  c.owner(),
                  new DocumentChanged(c.at(), c.owner(), c.path(), c.version(), c.etag())));
        }
        audience.of(c).forEach(change -> sent.add(publish(change.user(), change)));
      }
      case DocumentNews.Question q -> sent.add(publish(q.user(), answer(q)));
    }
  }

  private CompletableFuture<Void> publish(ImAddress user, SignallingInput command) {
    return publisher.publish(TopicCatalogue.SIGNALLING, user.toString(), command, null);
  }

  private DocumentsFound answer(DocumentNews.Question q) {
    Selected selected = selections.of(q.user(), q.uris());
    List<DocumentsFound.Document> found = new ArrayList<>();
    int characters = 0;
    for (DocumentsFound.Document document : found(q.user(), selected)) {
      characters += document.path().length();
      if (characters > MOST_CHARACTERS) {
        LOG.warn("{} has more documents than one answer tells of", q.user());
        break;
      }
      found.add(document);
    }
    return new DocumentsFound(clock.instant(), q.question(), root, selected.places(), found);
  }

  /// What is there now and may be read by the user.
  private List<DocumentsFound.Document> found(ImAddress user, Selected selected) {
    List<DocumentsFound.Document> found = new ArrayList<>();
    for (DocumentHome.Entry entry : documents.inTree(user.toString())) {
      String path = entry.selector().path();
      if (DocumentsFound.covers(selected.own(), path)) {
        found.add(document(path, entry.version()));
      }
    }
    for (DocumentSelector selector : selected.elsewhere()) {
      documents
          .shown(selector)
          .filter(shown -> documents.isServer(user) || shown.readers().contains(user))
          .ifPresent(shown -> found.add(document(selector.path(), shown.version())));
    }
    return found;
  }

  private static DocumentsFound.Document document(String path, long version) {
    return new DocumentsFound.Document(path, version, DocumentNews.etag(version));
  }
}
