/** The API as programs meet it whose clients were generated from its document. */
package de.msbls.paliad.calendar.client;
