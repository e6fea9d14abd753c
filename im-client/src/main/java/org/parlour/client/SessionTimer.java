package org.parlour.client;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.sip.SipMessage;

/// The session timer of one dialog (RFC 4028): refreshes at half of the interval, or gives up
/// shortly before its end when the refresh is the peer's job. Thread: the event loop.
final class SessionTimer {
  private final EventLoop loop;
  private final Runnable refresh;
  private final Runnable expire;
  private @Nullable ScheduledFuture<?> running;

  SessionTimer(EventLoop loop, Runnable refresh, Runnable expire) {
    this.loop = loop;
    this.refresh = refresh;
    this.expire = expire;
  }

  /// Starts again from what a 2xx says.
  ///
  /// @param message a response, received or sent; without Session-Expires the session has no timer
  /// @param ours whether this client is the one `refresher` names as `uac`
  void restart(SipMessage message, boolean ours) {
    stop();
    String value = message.headers().first(HeaderName.SESSION_EXPIRES);
    long seconds = value == null ? 0 : seconds(value);
    if (value == null || seconds <= 0) {
      return;
    }
    boolean uac = !"uas".equalsIgnoreCase(HeaderText.parameter(value, "refresher"));
    running =
        uac == ours
            ? loop.schedule(refresh, seconds * 500, TimeUnit.MILLISECONDS)
            : loop.schedule(
                expire,
                seconds * 1000 - Math.min(32_000, seconds * 1000 / 3),
                TimeUnit.MILLISECONDS);
  }

  /// The interval of a Session-Expires value; 0 when it has none.
  static long seconds(String value) {
    try {
      return Long.parseLong(HeaderText.beforeParameters(value));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  void stop() {
    ScheduledFuture<?> current = running;
    if (current != null) {
      current.cancel(false);
      running = null;
    }
  }
}
