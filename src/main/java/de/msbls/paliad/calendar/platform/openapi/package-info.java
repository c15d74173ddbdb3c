/** Makes the OpenAPI document say what the server does, where annotations fall short. Runs while the service is built. */
@NullMarked
package de.msbls.paliad.calendar.platform.openapi;

import org.jspecify.annotations.NullMarked;
