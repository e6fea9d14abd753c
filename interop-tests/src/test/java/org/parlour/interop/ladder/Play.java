package org.parlour.interop.ladder;

import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;
import org.parlour.interop.suite.RunningSuite;

/// One ladder being played over one transport, line by line: what a line sends is sent, what a line
/// gets is waited for, and what no line expects fails the play.
final class Play implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration QUIET = Duration.ofMillis(300);

  private final Ladder ladder;
  private final LadderCore core;
  private final InetSocketAddress server;
  private final LadderOperator operator;
  private final boolean udp;
  private final Names names = new Names(Tokens.random(6).toLowerCase().replaceAll("[-_]", "x"));
  private final Map<String, LadderAgent> agents = new LinkedHashMap<>();

  Play(Ladder ladder, LadderCore core, RunningSuite suite, boolean udp) {
    this.ladder = ladder;
    this.core = core;
    this.server = new InetSocketAddress("127.0.0.1", suite.addresses().controllingPort());
    this.operator = new LadderOperator(suite, names);
    this.udp = udp;
    for (Rung rung : ladder.rungs()) {
      if (!isOperators(rung)) {
        agents.computeIfAbsent(rung.agent(), this::agent);
      }
    }
  }

  private static boolean isOperators(Rung rung) {
    return rung.agent().equals(LadderOperator.NAME);
  }

  private LadderAgent agent(String name) {
    return new LadderAgent(names.user(name), core, server, udp, PATIENCE);
  }

  /// @throws AssertionError naming the line that did not come true
  void run() throws InterruptedException {
    for (Rung rung : ladder.rungs()) {
      try {
        play(rung);
      } catch (AssertionError | IllegalArgumentException e) {
        throw new AssertionError(
            ladder.name()
                + ".ladder:"
                + rung.line()
                + ": "
                + rung.text()
                + "\n  "
                + e.getMessage()
                + "\n  not taken: "
                + left(),
            e);
      }
    }
    try {
      await("nothing more comes")
          .during(QUIET)
          .atMost(QUIET.multipliedBy(4))
          .until(() -> left().isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(ladder.name() + ".ladder: nobody expects " + left(), e);
    }
  }

  private void play(Rung rung) throws InterruptedException {
    if (isOperators(rung)) {
      operator.play(rung);
      return;
    }
    LadderAgent agent = agents.get(rung.agent());
    if (agent == null) {
      throw new IllegalArgumentException(rung.agent());
    }
    if (rung.isMedia()) {
      media(rung, agent);
    } else if (rung.incoming()) {
      expect(rung, agent);
    } else if (isStatus(rung.verb())) {
      SipResponse response = agent.answer(Integer.parseInt(rung.verb()), rung.object());
      Composer.Body body = Composer.compose(rung.clauses(), response, names, agent.media());
      agent.send(body.isEmpty() ? response : response.withBody(body.contentType(), body.content()));
    } else {
      SipRequest request = agent.request(rung.verb(), names.fill(rung.object()));
      Composer.Body body = Composer.compose(rung.clauses(), request, names, agent.media());
      agent.send(body.isEmpty() ? request : request.withBody(body.contentType(), body.content()));
    }
  }

  private static boolean isStatus(String word) {
    return word.matches("[1-6]\\d\\d");
  }

  private void expect(Rung rung, LadderAgent agent) throws InterruptedException {
    Predicate<SipMessage> wanted = wanted(rung, agent);
    Arrival arrival =
        agent
            .inbox()
            .take(wanted, PATIENCE)
            .orElseThrow(() -> new AssertionError("it did not come, or not first"));
    SipMessage message = arrival.message();
    List<String> problems = new ArrayList<>();
    switch (message) {
      case SipRequest request -> {
        problems.addAll(agent.heard(arrival, request));
        if (!rung.object().isEmpty() && !names.matches(rung.object(), request.uri())) {
          problems.add("the Request-URI is " + request.uri());
        }
      }
      case SipResponse response -> agent.heard(response);
    }
    Bodies.part(message, Bodies.SDP).ifPresent(part -> agent.media().heardOf(part.body()));
    problems.addAll(Expectation.check(rung.clauses(), message, names));
    if (!problems.isEmpty()) {
      throw new AssertionError(String.join("\n  ", problems));
    }
  }

  private static Predicate<SipMessage> wanted(Rung rung, LadderAgent agent) {
    if (!isStatus(rung.verb())) {
      return message -> message instanceof SipRequest request && request.is(rung.verb());
    }
    int status = Integer.parseInt(rung.verb());
    String method = rung.object().isEmpty() ? agent.lastMethod() : rung.object();
    return message ->
        message instanceof SipResponse response
            && response.status() == status
            && response.cseqMethod().equals(method);
  }

  /// `MSRP bind`, `MSRP SEND text`, `MSRP 200`.
  private void media(Rung rung, LadderAgent agent) throws InterruptedException {
    String[] words = rung.object().split("\\s+", 2);
    String text = words.length < 2 ? "" : words[1];
    switch (words[0]) {
      case "bind" -> agent.media().bind();
      case "SEND" -> {
        if (rung.incoming()) {
          String heard = agent.media().next();
          if (!names.matches(text, heard)) {
            throw new AssertionError("it heard '" + heard + "'");
          }
        } else {
          agent.media().send(names.user(rung.agent()), names.user("S"), text);
        }
      }
      default -> {
        int status = agent.media().status();
        if (status != Integer.parseInt(words[0])) {
          throw new AssertionError("the answer is " + status);
        }
      }
    }
  }

  /// What came and no line has taken, by agent.
  private Map<String, List<String>> left() {
    Map<String, List<String>> left = new LinkedHashMap<>();
    agents.forEach(
        (name, agent) -> {
          List<String> messages = new ArrayList<>(agent.inbox().left());
          agent.media().left().forEach(text -> messages.add("MSRP SEND " + text));
          if (!messages.isEmpty()) {
            left.put(name, messages);
          }
        });
    return left;
  }

  @Override
  public void close() {
    agents.values().forEach(LadderAgent::close);
  }
}
