package org.parlour.mswitch.observe;

import java.util.List;
import org.parlour.mswitch.session.SessionState;
import org.parlour.mswitch.session.Sessions;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/// `GET /actuator/imstate`: the sessions here, their legs and queues. Capabilities are masked.
@Endpoint(id = "imstate")
public final class ImStateEndpoint {
  /// @param sessions in no order
  public record State(int sessionCount, int legCount, List<SessionState> sessions) {}

  private final Sessions sessions;

  public ImStateEndpoint(Sessions sessions) {
    this.sessions = sessions;
  }

  @ReadOperation
  public State state() {
    List<SessionState> states = sessions.state();
    int legs = states.stream().mapToInt(session -> session.legs().size()).sum();
    return new State(states.size(), legs, states);
  }
}
