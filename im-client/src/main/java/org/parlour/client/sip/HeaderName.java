package org.parlour.client.sip;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The header names this client knows, and their compact forms (RFC 3261 §7.3.3).
///
/// A known name is always represented by one and the same String, so comparing names is usually
/// comparing references.
public final class HeaderName {
  public static final String VIA = "Via";
  public static final String FROM = "From";
  public static final String TO = "To";
  public static final String CALL_ID = "Call-ID";
  public static final String CSEQ = "CSeq";
  public static final String CONTACT = "Contact";
  public static final String MAX_FORWARDS = "Max-Forwards";
  public static final String ROUTE = "Route";
  public static final String RECORD_ROUTE = "Record-Route";
  public static final String EXPIRES = "Expires";
  public static final String MIN_EXPIRES = "Min-Expires";
  public static final String CONTENT_TYPE = "Content-Type";
  public static final String CONTENT_LENGTH = "Content-Length";
  public static final String CONTENT_DISPOSITION = "Content-Disposition";
  public static final String SUPPORTED = "Supported";
  public static final String REQUIRE = "Require";
  public static final String PROXY_REQUIRE = "Proxy-Require";
  public static final String UNSUPPORTED = "Unsupported";
  public static final String ALLOW = "Allow";
  public static final String ACCEPT = "Accept";
  public static final String SUBJECT = "Subject";
  public static final String EVENT = "Event";
  public static final String ALLOW_EVENTS = "Allow-Events";
  public static final String SUBSCRIPTION_STATE = "Subscription-State";
  public static final String REFER_TO = "Refer-To";
  public static final String REFER_SUB = "Refer-Sub";
  public static final String SESSION_EXPIRES = "Session-Expires";
  public static final String MIN_SE = "Min-SE";
  public static final String ACCEPT_CONTACT = "Accept-Contact";
  public static final String USER_AGENT = "User-Agent";
  public static final String SERVER = "Server";
  public static final String WARNING = "Warning";
  public static final String RETRY_AFTER = "Retry-After";
  public static final String REASON = "Reason";
  public static final String PRIVACY = "Privacy";
  public static final String ASSERTED_IDENTITY = "P-Asserted-Identity";
  public static final String PREFERRED_IDENTITY = "P-Preferred-Identity";
  public static final String SERVED_USER = "P-Served-User";
  public static final String ASSOCIATED_URI = "P-Associated-URI";
  public static final String CHARGING_VECTOR = "P-Charging-Vector";
  public static final String WWW_AUTHENTICATE = "WWW-Authenticate";
  public static final String AUTHORIZATION = "Authorization";
  public static final String PROXY_AUTHENTICATE = "Proxy-Authenticate";
  public static final String PROXY_AUTHORIZATION = "Proxy-Authorization";
  public static final String PATH = "Path";
  public static final String SERVICE_ROUTE = "Service-Route";
  public static final String DATE = "Date";

  private static final String[] KNOWN = {
    VIA,
    FROM,
    TO,
    CALL_ID,
    CSEQ,
    CONTACT,
    MAX_FORWARDS,
    ROUTE,
    RECORD_ROUTE,
    EXPIRES,
    MIN_EXPIRES,
    CONTENT_TYPE,
    CONTENT_LENGTH,
    CONTENT_DISPOSITION,
    SUPPORTED,
    REQUIRE,
    PROXY_REQUIRE,
    UNSUPPORTED,
    ALLOW,
    ACCEPT,
    SUBJECT,
    EVENT,
    ALLOW_EVENTS,
    SUBSCRIPTION_STATE,
    REFER_TO,
    REFER_SUB,
    SESSION_EXPIRES,
    MIN_SE,
    ACCEPT_CONTACT,
    USER_AGENT,
    SERVER,
    WARNING,
    RETRY_AFTER,
    REASON,
    PRIVACY,
    ASSERTED_IDENTITY,
    PREFERRED_IDENTITY,
    SERVED_USER,
    ASSOCIATED_URI,
    CHARGING_VECTOR,
    WWW_AUTHENTICATE,
    AUTHORIZATION,
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    PATH,
    SERVICE_ROUTE,
    DATE,
    "Content-Encoding",
    "Referred-By",
    "MIME-Version",
    "Replaces",
    "Request-Disposition",
    "Reject-Contact",
    "Identity",
    "Organization",
    "Timestamp"
  };

  private static final int SLOTS = 256;
  private static final @Nullable String[] TABLE = new @Nullable String[SLOTS];
  private static final @Nullable String[] COMPACT = new @Nullable String[128];

  static {
    for (String name : KNOWN) {
      byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
      int slot = hash(bytes, 0, bytes.length);
      while (TABLE[slot] != null) {
        slot = (slot + 1) % SLOTS;
      }
      TABLE[slot] = name;
    }
    String letters = "vfimlcekosurxadjyt";
    String[] names = {
      VIA,
      FROM,
      CALL_ID,
      CONTACT,
      CONTENT_LENGTH,
      CONTENT_TYPE,
      "Content-Encoding",
      SUPPORTED,
      EVENT,
      SUBJECT,
      ALLOW_EVENTS,
      REFER_TO,
      SESSION_EXPIRES,
      ACCEPT_CONTACT,
      "Request-Disposition",
      "Reject-Contact",
      "Identity",
      TO
    };
    for (int i = 0; i < names.length; i++) {
      COMPACT[letters.charAt(i)] = names[i];
    }
    COMPACT['b'] = "Referred-By";
  }

  private HeaderName() {}

  /// The canonical form of a name in any case, long or compact; an unknown name comes back as it
  /// is.
  public static String canonical(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
    return canonical(bytes, 0, bytes.length);
  }

  /// The same for the name that stands in `bytes[from, to)`.
  static String canonical(byte[] bytes, int from, int to) {
    if (to - from == 1) {
      int letter = bytes[from] | 0x20;
      String name = letter >= 0 && letter < COMPACT.length ? COMPACT[letter] : null;
      if (name != null) {
        return name;
      }
    }
    int slot = hash(bytes, from, to);
    for (String known = TABLE[slot]; known != null; known = TABLE[slot]) {
      if (equalsIgnoreCase(known, bytes, from, to)) {
        return known;
      }
      slot = (slot + 1) % SLOTS;
    }
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static int hash(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + (bytes[i] | 0x20);
    }
    return (hash & 0x7fffffff) % SLOTS;
  }

  private static boolean equalsIgnoreCase(String known, byte[] bytes, int from, int to) {
    if (known.length() != to - from) {
      return false;
    }
    for (int i = 0; i < known.length(); i++) {
      if ((known.charAt(i) | 0x20) != (bytes[from + i] | 0x20)) {
        return false;
      }
    }
    return true;
  }
}
