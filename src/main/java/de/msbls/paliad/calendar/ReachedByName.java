package de.msbls.paliad.calendar;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.annotations.RegisterResourceBundle;

/**
 * What the native image has to keep though nothing but a name leads to it: the naming strategy of the API's JSON, which
 * is a setting, and the words in which the JDK's XML reader says what is wrong with a document.
 */
@RegisterForReflection(targets = PropertyNamingStrategies.SnakeCaseStrategy.class)
@RegisterResourceBundle(bundleName = "com.sun.org.apache.xerces.internal.impl.msg.XMLMessages")
interface ReachedByName {}
