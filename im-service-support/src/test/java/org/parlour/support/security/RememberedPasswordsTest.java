package org.parlour.support.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

@NullUnmarked
class RememberedPasswordsTest {
  private final Counting slow = new Counting();
  private final PasswordEncoder passwords = new RememberedPasswords(slow);

  @Test
  void asksTheEncoderOnceForAPasswordThatIsRight() {
    String encoded = passwords.encode("right");
    for (int i = 0; i < 3; i++) {
      assertThat(passwords.matches("right", encoded)).isTrue();
    }
    assertThat(slow.asked).isEqualTo(1);
  }

  @Test
  void asksTheEncoderEachTimeForOneThatIsWrong() {
    String encoded = passwords.encode("right");
    assertThat(passwords.matches("right", encoded)).isTrue();
    for (int i = 0; i < 3; i++) {
      assertThat(passwords.matches("wrong", encoded)).isFalse();
    }
    assertThat(slow.asked).isEqualTo(4);
  }

  @Test
  void knowsAPasswordForItsOwnAccountOnly() {
    assertThat(passwords.matches("right", passwords.encode("right"))).isTrue();
    assertThat(passwords.matches("right", passwords.encode("another"))).isFalse();
  }

  private static final class Counting implements PasswordEncoder {
    private int asked;

    @Override
    public String encode(CharSequence password) {
      return "encoded " + password;
    }

    @Override
    public boolean matches(CharSequence password, String encoded) {
      asked++;
      return encoded.equals(encode(password));
    }
  }
}
