package org.parlour.xdm.upstream;

import static org.parlour.xdm.upstream.Standing.ABSENT;
import static org.parlour.xdm.upstream.Standing.FRESH;
import static org.parlour.xdm.upstream.Standing.LOST;
import static org.parlour.xdm.upstream.Standing.OWN;
import static org.parlour.xdm.upstream.Standing.STALE;
import static org.parlour.xdm.upstream.Standing.TAKEN;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.Actor;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.Keeper;
import org.parlour.xdm.document.Mirror;
import org.parlour.xdm.upstream.Validations.Validation;
import org.parlour.xdm.xcap.XcapConflictException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Documents of one kind that the upstream keeps. Thread-safe; blocks.
final class UpstreamDocuments implements Keeper {
  private static final Logger LOG = LoggerFactory.getLogger(UpstreamDocuments.class);

  /// In the audit trail.
  private static final String UPSTREAM = "upstream";

  /// By how much documents that came together are asked for apart.
  private static final double SPREAD = 0.2;

  private final Kind kind;
  private final boolean kept;
  private final Mirror mirror;
  private final Validations validations;
  private final Attempts attempts;
  private final Absences absences;
  private final UpstreamMetrics metrics;
  private final Watches watches;
  private final Ages ages;
  private final InstantSource clock;
  private final DoubleSupplier chance;
  private final Map<ImAddress, CompletableFuture<Standing>> underWay = new ConcurrentHashMap<>();

  /// @param kept whether the upstream keeps such documents; else all are this server's own
  /// @param chance from 0 to 1
  UpstreamDocuments(
      Kind kind,
      boolean kept,
      Mirror mirror,
      Validations validations,
      Attempts attempts,
      Absences absences,
      UpstreamMetrics metrics,
      Watches watches,
      Ages ages,
      InstantSource clock,
      DoubleSupplier chance) {
    this.kind = kind;
    this.kept = kept;
    this.mirror = mirror;
    this.validations = validations;
    this.attempts = attempts;
    this.absences = absences;
    this.metrics = metrics;
    this.watches = watches;
    this.ages = ages;
    this.clock = clock;
    this.chance = chance;
  }

  @Override
  public void bring(ImAddress uri) {
    if (brought(uri.canonical()) == LOST) {
      throw new GroupRefused(
          Reason.UNREACHABLE, kind.tag() + ": the server that keeps it does not say");
    }
  }

  @Override
  public boolean keeps(ImAddress uri, boolean here) {
    return kept
        && mirror.fits(uri.canonical())
        && (!here || validations.find(kind, uri.canonical()).isPresent());
  }

  /// Asks the upstream, unless what is known counts without.
  ///
  /// @param uri canonical
  Standing brought(ImAddress uri) {
    if (!kept || !mirror.fits(uri)) {
      return OWN;
    }
    Validation known = validations.find(kind, uri).orElse(null);
    if (known == null) {
      Standing remembered = mirror.isHere(uri) ? OWN : absences.of(uri);
      return remembered == null ? revalidated(uri) : remembered;
    }
    return ages.isFresh(known, clock.instant()) && mirror.isHere(uri) ? FRESH : revalidated(uri);
  }

  /// Whether `uri` may have a document of this kind.
  boolean fits(ImAddress uri) {
    return mirror.fits(uri);
  }

  /// The upstream told of it: it is due at once.
  ///
  /// @param until it tells of changes until then
  void told(ImAddress uri, Instant until) {
    if (!validations.tell(kind, uri, until, clock.instant())) {
      watches.drop(uri);
    }
  }

  /// Says once more what is here, or that there is nothing.
  void tell(ImAddress uri) {
    Actor.as(
        UPSTREAM,
        () -> {
          mirror.tell(uri);
          return uri;
        });
  }

  /// Asks the upstream. Who comes while somebody asks already waits for that answer.
  Standing revalidated(ImAddress uri) {
    CompletableFuture<Standing> mine = new CompletableFuture<>();
    CompletableFuture<Standing> others = underWay.putIfAbsent(uri, mine);
    if (others != null) {
      return others.exceptionally(_ -> LOST).join();
    }
    try {
      Standing standing = Actor.as(UPSTREAM, () -> asked(uri));
      mine.complete(standing);
      return standing;
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(uri, mine);
    }
  }

  private Standing asked(ImAddress uri) {
    Validation known = validations.find(kind, uri).orElse(null);
    boolean here = mirror.isHere(uri);
    if (!kept) {
      validations.postpone(
          kind, uri, next(clock.instant(), false)); // as it came, while it is nobody's
      return OWN;
    }
    if (known == null && here) {
      return OWN;
    }
    String etag = known == null || !here ? null : known.etag();
    return switch (attempts.fetch(kind, uri, etag)) {
      case Fetched.Changed changed -> taken(uri, known, here, changed);
      case Fetched.Unchanged() -> confirmed(uri, known, etag);
      case Fetched.Absent() -> gone(uri, known);
      case Fetched.Unusable unusable -> {
        LOG.warn("{} {}: {} at the upstream", kind.tag(), uri, unusable.outcome().tag());
        yield unusable(uri, known, here);
      }
      case Fetched.Failed _ -> kept(uri, known, here);
    };
  }

  private Standing taken(
      ImAddress uri, @Nullable Validation known, boolean here, Fetched.Changed changed) {
    if (known == null) {
      // first, so that it is never taken for one of our own
      validations.begin(kind, uri, clock.instant());
    }
    boolean another;
    try {
      another = mirror.take(uri, changed.document());
    } catch (XcapConflictException e) {
      return invalid(uri, known, here, e);
    } catch (GroupRefused e) {
      return switch (e.reason()) {
        case INVALID, CONSTRAINT_FAILURE, TOO_LARGE -> invalid(uri, known, here, e);
        case EXISTS, UNKNOWN, PRECONDITION_FAILED, BUSY, NOT_PUBLISHED, READ_ONLY, UNREACHABLE ->
            throw e;
      };
    }
    Standing standing = confirmed(uri, known, changed.etag());
    return another ? TAKEN : standing;
  }

  private Standing invalid(
      ImAddress uri, @Nullable Validation known, boolean here, RuntimeException why) {
    LOG.warn("{} {}: cannot be taken as the upstream has it: {}", kind.tag(), uri, why.toString());
    metrics.requested(kind, Outcome.INVALID);
    if (known == null) {
      validations.forget(kind, uri);
    }
    return unusable(uri, known, here);
  }

  private Standing confirmed(ImAddress uri, @Nullable Validation known, @Nullable String etag) {
    Instant now = clock.instant();
    boolean told = known != null && known.isTold(now);
    validations.confirm(kind, uri, etag, now, next(now, told));
    if (!told) {
      watches.want(kind, uri);
    }
    absences.forget(uri);
    return FRESH;
  }

  private Standing gone(ImAddress uri, @Nullable Validation known) {
    if (known != null) {
      mirror.drop(uri);
      validations.forget(kind, uri);
      watches.drop(uri);
    }
    absences.note(uri, ABSENT);
    return ABSENT;
  }

  private Standing unusable(ImAddress uri, @Nullable Validation known, boolean here) {
    if (known == null) {
      absences.note(uri, LOST);
    }
    return kept(uri, known, here);
  }

  private Standing kept(ImAddress uri, @Nullable Validation known, boolean here) {
    if (known == null) {
      return LOST;
    }
    Instant now = clock.instant();
    validations.postpone(kind, uri, next(now, false));
    return here && ages.isUsable(known, now) ? STALE : LOST;
  }

  private Instant next(Instant now, boolean told) {
    long millis = ages.fresh(told).toMillis();
    return now.plusMillis((long) (millis * (1 + SPREAD * chance.getAsDouble())));
  }
}
