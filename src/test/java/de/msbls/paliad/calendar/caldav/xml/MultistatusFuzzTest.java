package de.msbls.paliad.calendar.caldav.xml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;

/** Whatever a server calls a multistatus: it is read or refused. */
class MultistatusFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void isReadOrRefused(byte[] body) {
        try {
            Multistatus.read(new ByteArrayInputStream(body)).resources().forEach(resource -> assertThat(resource.href())
                    .isNotBlank());
        } catch (MalformedXmlException refused) {
            assertThat(refused).hasMessageNotContaining("<");
        }
    }
}
