/** What numbers and traces may say of those who use the service: nothing that names one of them. */
@NullMarked
package de.msbls.paliad.calendar.platform.measure;

import org.jspecify.annotations.NullMarked;
