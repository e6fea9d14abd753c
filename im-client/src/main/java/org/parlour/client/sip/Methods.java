package org.parlour.client.sip;

import java.nio.charset.StandardCharsets;

/// The names of the SIP methods; one String each, so that parsing allocates none.
public final class Methods {
  public static final String INVITE = "INVITE";
  public static final String ACK = "ACK";
  public static final String CANCEL = "CANCEL";
  public static final String BYE = "BYE";
  public static final String REGISTER = "REGISTER";
  public static final String MESSAGE = "MESSAGE";
  public static final String SUBSCRIBE = "SUBSCRIBE";
  public static final String NOTIFY = "NOTIFY";
  public static final String REFER = "REFER";
  public static final String UPDATE = "UPDATE";
  public static final String OPTIONS = "OPTIONS";
  public static final String PUBLISH = "PUBLISH";
  public static final String INFO = "INFO";

  private static final String[] KNOWN = {
    INVITE, ACK, CANCEL, BYE, REGISTER, MESSAGE, SUBSCRIBE, NOTIFY, REFER, UPDATE, OPTIONS, PUBLISH,
    INFO
  };

  private Methods() {}

  static String of(byte[] bytes, int from, int to) {
    for (String known : KNOWN) {
      if (known.length() == to - from && matches(known, bytes, from)) {
        return known;
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }

  private static boolean matches(String known, byte[] bytes, int from) {
    for (int i = 0; i < known.length(); i++) {
      if (known.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
