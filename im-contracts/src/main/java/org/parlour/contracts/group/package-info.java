/// The rules of a group's document: who may do what.
@NullMarked
package org.parlour.contracts.group;

import org.jspecify.annotations.NullMarked;
