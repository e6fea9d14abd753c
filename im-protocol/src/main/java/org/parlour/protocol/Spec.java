package org.parlour.protocol;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the requirement rows or RFC clauses that a test proves, for example
/// `@Spec({"7.2.1.2-5", "RFC 3261 §20.43"})`. The build reads it to write
/// `docs/spec/conformance.md`: clause, tests, status.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Spec {
  String[] value();
}
