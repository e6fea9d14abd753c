/// The rules of a user: who may reach it.
@NullMarked
package org.parlour.contracts.user;

import org.jspecify.annotations.NullMarked;
