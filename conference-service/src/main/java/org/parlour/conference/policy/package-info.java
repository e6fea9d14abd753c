/// Who may do what, by the rules of documents: pure evaluation, for every role.
@NullMarked
package org.parlour.conference.policy;

import org.jspecify.annotations.NullMarked;
