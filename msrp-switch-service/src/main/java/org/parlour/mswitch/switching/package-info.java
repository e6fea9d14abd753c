/// Pure rules of the switch (reference §6): who may send what, who receives it, how the CPIM
/// envelope is read and changed, in which order commands count. No channel, no clock, no thread.
@NullMarked
package org.parlour.mswitch.switching;

import org.jspecify.annotations.NullMarked;
