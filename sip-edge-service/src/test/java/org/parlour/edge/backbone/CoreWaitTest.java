package org.parlour.edge.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is heard is written as steps. `500:1200` is a wait of 1200 ms heard at 500 ms;
/// `0-600:1200x100` are a hundred commands that had waited 1200 or 1201 ms, the first heard at 0 ms
/// and the last at 600 ms; `0-600:1200=100` is heard as often, of one command.
class CoreWaitTest {
  private static final long ORIGIN = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1);
  private static final Pattern STEP = Pattern.compile("(\\d+)(?:-(\\d+))?:(\\d+)(?:([x=])(\\d+))?");
  private static final int PARTITIONS = 16;

  private final AtomicLong nanoTime = new AtomicLong(ORIGIN);
  private final CoreWait wait = new CoreWait(PARTITIONS, Duration.ofSeconds(1), nanoTime::get);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing was ever heard | '' | 0",
        "waits are short | 0-1000:20x500 | 1000",
        "waits at the limit are not long | 0-1000:999x500 | 1000",
        "the first command after a start took 2 s | 0:2000 | 10",
        "one was slow among many | 0-900:20x500 900:9000 910-1800:20x500 | 1800",
        "the first took 2 s, and so did what it led to | 0:2000 2100:2000 4000:1900 | 4001",
        "a few users on a slow machine | 0-9000:1500x99 | 9000",
        "one command led to much | 0:1100 100-3000:2000=500 | 3000",
        "a backlog is decided at once | 4000-4200:4000x800 | 4201",
        "likewise, after short waits | 0-400:20x100 4000-4200:4000x800 | 4201",
        "all waits are long for less than half a second | 0-499:1500x300 | 499",
        "a short one comes in between | 0-400:2000x200 410:900 420-900:2000x200 | 900",
        "a long silence comes in between | 0-400:2000x200 2400-2800:2000x200 | 2800",
      })
  void whileNoQueueStandsEverybodyIsAdmitted(String when, String heard, long asked) {
    hear(0, heard);
    at(asked);

    assertThat(wait.admits(0)).isTrue();
    assertThat(wait.admits(0)).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a hundred waits are long, for half a second | 0-500:1001x100 | 500",
        "commands are decided slowly, and many wait | 0-5000:3000x100 | 5000",
        "it lasts after a short one | 0-400:2000x200 410:900 420-920:2000x100 | 920",
        "a backlog is not decided at once | 4000-4600:4000x300 | 4601",
        "it is better, not well | 0-600:2000x120 800:700 1000:501 | 1100",
        "nothing was heard for a moment | 0-600:2000x120 | 1099",
        "it lasts after a silence | 0-600:2000x120 3000-3500:1001x100 | 3501",
      })
  void whileAQueueStandsNobodyIsAdmitted(String when, String heard, long asked) {
    hear(0, heard);
    at(asked);

    assertThat(wait.admits(0)).isFalse();
    assertThat(wait.admits(0)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a wait is down to half the limit | 0-600:2000x120 800:700 1000:500 | 1001",
        "a backlog is decided at last | 0-900:4000x800 901:400 | 902",
        "up again, not above it | 0-600:2000x120 800:500 900-1600:900x200 | 1601",
        "nothing was heard for 2 s | 0-600:2000x120 | 2600",
        "a few are slow after the silence | 0-600:2000x120 2700-3900:1500x50 | 3901",
      })
  void whenTheQueueIsGoneEverybodyIsAdmitted(String when, String heard, long asked) {
    hear(0, heard);
    at(asked);

    assertThat(wait.admits(0)).isTrue();
    assertThat(wait.admits(0)).isTrue();
  }

  @Test
  void onePartitionThatIsBehindDoesNotRefuseForTheOther() {
    hear(0, "0-600:2000x120");
    hear(1, "610:20");

    assertThat(wait.admits(0)).isFalse();
    assertThat(wait.admits(1)).isTrue();
    assertThat(wait.admits(2)).isTrue();
  }

  @Test
  void manyWhoWaitInManyPartitionsAreAQueue() {
    for (int round = 0; round < 8; round++) {
      for (int partition = 0; partition < PARTITIONS - 1; partition++) {
        hear(partition, (round * 100 + partition) + ":" + (1_500 + round));
      }
    }
    hear(PARTITIONS - 1, "720:900");

    assertThat(wait.admits(0)).isFalse();
    assertThat(wait.admits(PARTITIONS - 2)).isFalse();
    assertThat(wait.admits(PARTITIONS - 1)).isTrue();
  }

  @Test
  void aFewWhoWaitBesideManyWhoDoNotAreNone() {
    hear(0, "0-300:20x1000");
    hear(1, "301:1500 350-900:1600x50");
    hear(0, "901-1200:20x1000");

    assertThat(wait.admits(0)).isTrue();
    assertThat(wait.admits(1)).isTrue();
  }

  @Test
  void whoWaitedInAPartitionThatIsSilentCountsNoMore() {
    hear(0, "0-400:1500x200");
    hear(1, "1900:1500 2400:1600");

    assertThat(wait.admits(1)).isTrue();
  }

  @Test
  void aPauseAfterALongWaitRefusesNobodyForMuchMoreThanHalfASecond() {
    hear(0, "0:1200 1900-2100:1900x400");
    assertThat(wait.admits(0)).isFalse();
    at(2_599);
    assertThat(wait.admits(0)).isFalse();
    at(2_600);
    assertThat(wait.admits(0)).isTrue();

    hear(0, "2640:20");

    assertThat(wait.admits(0)).isTrue();
    assertThat(wait.admits(0)).isTrue();
  }

  @Test
  void oneTriesAfterHalfASecondOfSilenceAndOneMoreAfterEachFurtherHalf() {
    hear(0, "0-600:2000x120");
    at(1_100);
    assertThat(wait.admits(0)).isTrue();
    assertThat(wait.admits(0)).isFalse();
    at(1_599);
    assertThat(wait.admits(0)).isFalse();
    at(1_600);
    assertThat(wait.admits(0)).isTrue();
    assertThat(wait.admits(0)).isFalse();
  }

  @Test
  void nobodyIsAdmittedWhenTheOneThatTriedHadToWait() {
    hear(0, "0-600:2000x120");
    at(1_100);
    assertThat(wait.admits(0)).isTrue();

    hear(0, "2300:1200");

    assertThat(wait.admits(0)).isFalse();
  }

  @Test
  void theLongestLastWaitOfAllIsShownUntilNothingIsHeard() {
    assertThat(wait.longestMillis()).isZero();
    hear(0, "0:2000 300:70");
    hear(1, "310:20");
    assertThat(wait.longestMillis()).isEqualTo(70);
    at(2_305);
    assertThat(wait.longestMillis()).isEqualTo(20);
    at(2_310);
    assertThat(wait.longestMillis()).isZero();
  }

  private void hear(int partition, String steps) {
    Matcher step = STEP.matcher(steps);
    while (step.find()) {
      long from = Long.parseLong(step.group(1));
      long to = step.group(2) == null ? from : Long.parseLong(step.group(2));
      long waited = Long.parseLong(step.group(3));
      int times = step.group(5) == null ? 1 : Integer.parseInt(step.group(5));
      int different = "=".equals(step.group(4)) ? 1 : 2;
      for (int i = 0; i < times; i++) {
        at(times == 1 ? from : from + (to - from) * i / (times - 1));
        wait.heard(partition, waited + i % different);
      }
    }
  }

  private void at(long millis) {
    nanoTime.set(ORIGIN + TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
