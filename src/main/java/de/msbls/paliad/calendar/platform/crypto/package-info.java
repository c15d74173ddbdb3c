/** Envelope encryption of what users entrust to us: a data key per account, wrapped by a master key. */
@NullMarked
package de.msbls.paliad.calendar.platform.crypto;

import org.jspecify.annotations.NullMarked;
