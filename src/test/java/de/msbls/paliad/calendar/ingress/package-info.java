/** The service as it is met behind an ingress: a real nginx. */
package de.msbls.paliad.calendar.ingress;
