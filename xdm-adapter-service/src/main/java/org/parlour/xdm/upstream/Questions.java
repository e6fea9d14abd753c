package org.parlour.xdm.upstream;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.parlour.contracts.xdm.UpstreamNotice;
import org.parlour.contracts.xdm.UpstreamQuestion;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.command.UpstreamDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what sessions ask, a bounded number at a time, each on a thread of its own: who waits
/// for the upstream holds nobody up. A question that nobody waits for any more is passed over; one
/// that is lost with this process is asked again by the next request. A notice makes its document
/// due.
final class Questions implements UpstreamDesk, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

  private final UpstreamDocuments groups;
  private final UpstreamDocuments rules;
  private final Revalidation revalidation;
  private final UpstreamMetrics metrics;
  private final InstantSource clock;
  private final Duration patience;
  private final Semaphore free;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("upstream-question").factory());

  /// @param patience how old a question may be
  /// @param most at the same time; further ones are passed over
  Questions(
      UpstreamDocuments groups,
      UpstreamDocuments rules,
      Revalidation revalidation,
      UpstreamMetrics metrics,
      InstantSource clock,
      Duration patience,
      int most) {
    this.groups = groups;
    this.rules = rules;
    this.revalidation = revalidation;
    this.metrics = metrics;
    this.clock = clock;
    this.patience = patience;
    this.free = new Semaphore(most);
  }

  @Override
  public void asked(UpstreamQuestion question) {
    if (!clock.instant().isBefore(question.at().plus(patience))) {
      metrics.asked("late");
    } else if (!free.tryAcquire()) {
      metrics.asked("overload");
    } else {
      threads.execute(
          () -> {
            try {
              answer(question);
            } finally {
              free.release();
            }
          });
    }
  }

  @Override
  public void noticed(UpstreamNotice notice) {
    ImAddress subject = notice.subject().canonical();
    (groups.fits(subject) ? groups : rules).told(subject, notice.until());
    metrics.noticed();
    revalidation.soon();
  }

  private void answer(UpstreamQuestion question) {
    ImAddress subject = question.subject().canonical();
    UpstreamDocuments documents =
        switch (question) {
          case UpstreamQuestion.ResolveGroup _ -> groups;
          case UpstreamQuestion.ResolveUser _ -> rules;
        };
    try {
      Standing standing = documents.brought(subject);
      metrics.asked(standing.tag());
      switch (standing) {
        // of what is here who asks does not know, though it was published before
        case OWN, FRESH, STALE, ABSENT -> documents.tell(subject);
        case TAKEN, LOST -> {}
      }
    } catch (RuntimeException e) {
      metrics.asked("failed");
      LOG.warn("{}: could not be resolved: {}", subject, e.getMessage());
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
