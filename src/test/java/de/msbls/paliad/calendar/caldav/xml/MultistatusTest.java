package de.msbls.paliad.calendar.caldav.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultistatusTest {

    @Test
    void propertiesThatWereFoundAreTakenAndTheOthersOnlyCounted() throws MalformedXmlException {
        DavResource resource = only("""
                <?xml version='1.0' encoding='utf-8'?>
                <multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><response>
                  <href>/alice/work/</href>
                  <propstat><prop><resourcetype><C:calendar /><collection /></resourcetype><getetag>"1&quot;</getetag></prop>
                    <status>HTTP/1.1 200 OK</status></propstat>
                  <propstat><prop><displayname/></prop><status>HTTP/1.1 404 Not Found</status></propstat>
                </response></multistatus>""");

        assertThat(resource.href()).isEqualTo("/alice/work/");
        assertThat(resource.isA(DavNames.CALENDAR)).isTrue();
        assertThat(resource.value(DavNames.ETAG)).isEqualTo("\"1\"");
        assertThat(resource.property(DavNames.DISPLAY_NAME)).isNull();
        assertThat(resource.refused()).containsExactly(404);
    }

    @Test
    void prefixesAndWhiteSpaceDoNotMatter() throws MalformedXmlException {
        DavResource resource = only("""
                <D:multistatus xmlns:D="DAV:"><D:response>
                   <D:href>
                     http%3A//127.0.0.1%3A18002/alice/
                   </D:href>
                   <D:status>  HTTP/1.1 404 Not Found </D:status>
                </D:response></D:multistatus>""");

        assertThat(resource.href()).isEqualTo("http%3A//127.0.0.1%3A18002/alice/");
        assertThat(resource.status()).isEqualTo(404);
        assertThat(resource.failure()).isEqualTo(404);
    }

    @Test
    void errorWithinAResponseIsRead() throws MalformedXmlException {
        DavResource resource = only("""
                <ns0:multistatus xmlns:ns0="DAV:" xmlns:ns1="urn:ietf:params:xml:ns:caldav"><ns0:response>
                <ns0:href>/alice/u2.ics</ns0:href><ns0:status>HTTP/1.1 403 Forbidden</ns0:status>
                <ns0:error><ns1:no-uid-conflict><ns0:href>/alice/u1.ics</ns0:href></ns1:no-uid-conflict></ns0:error>
                </ns0:response></ns0:multistatus>""");

        assertThat(resource.error().names("no-uid-conflict")).isTrue();
        assertThat(resource.error().href()).isEqualTo("/alice/u1.ics");
    }

    @Test
    void oneStatusForSeveralHrefsIsEachOnes() throws MalformedXmlException {
        assertThat(
                        read("<multistatus xmlns='DAV:'><response><href>/a</href><href>/b</href><status>HTTP/1.1 404 x</status>"
                                        + "</response></multistatus>")
                                .resources())
                .extracting(DavResource::href, DavResource::status)
                .containsExactly(tuple("/a", 404), tuple("/b", 404));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\u0007b", "a&#7;b", "a&#x07;b", "a&#x0;b", "a&#xFFFF;b", "a&#55296;b", "a\u0000b", "a\uFFFEb"})
    void charactersThatXmlForbidsAreDropped(String text) throws MalformedXmlException {
        assertThat(withData(text)).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä😀\u0085", "&#228;&#x1F600;&#x85;", "<![CDATA[ä😀\u0085]]>"})
    void charactersThatXmlAllowsStay(String text) throws MalformedXmlException {
        assertThat(withData(text)).isEqualTo("ä😀\u0085");
    }

    @Test
    void whatLooksLikeAReferenceInCdataIsText() throws MalformedXmlException {
        assertThat(withData("&#7;<![CDATA[&#7;]]>&#7;<![CDATA[b]]>")).isEqualTo("&#7;b");
    }

    @Test
    void itDoesNotMatterWhereAReferenceStandsInALongText() throws MalformedXmlException {
        for (int length = 8_000; length < 8_200; length++) {
            String before = "a".repeat(length);

            assertThat(withData(before + "&#7;&#xE4;<![CDATA[]&#7;]]]>&#7;b")).isEqualTo(before + "ä]&#7;]b");
        }
    }

    @Test
    void whatOnlyBeginsAsAReferenceOrACdataSectionIsText() throws MalformedXmlException {
        assertThat(withData("&lt;![CDATA[&#7;&amp;#7;]]&gt;&#7;")).isEqualTo("<![CDATA[&#7;]]>");
    }

    @Test
    void bytesOfAnotherEncodingSpoilOneCharacterNotTheAnswer() throws MalformedXmlException {
        byte[] mixed = document("caf\u00e9 ").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Multistatus.read(new ByteArrayInputStream(mixed))
                        .resources()
                        .get(0)
                        .value(DavNames.CALENDAR_DATA))
                .isEqualTo("caf\uFFFD");
    }

    @Test
    void declaredEncodingIsHonoured() throws MalformedXmlException {
        String document = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + document("café");

        assertThat(Multistatus.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.ISO_8859_1)))
                        .resources()
                        .get(0)
                        .value(DavNames.CALENDAR_DATA))
                .isEqualTo("café");
    }

    @Test
    void byteOrderMarkIsNoContent() {
        assertThatNoException().isThrownBy(() -> read("\uFEFF" + document("x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<html><body>Sign in</body></html>",
                "<multistatus xmlns='DAV:'><response><href>/a</href>",
                "<multistatus xmlns='DAV:'><response><href>/a</href></response>",
                "<multistatus xmlns='DAV:'/><more/>",
                "<multistatus/>",
                "<!DOCTYPE multistatus [<!ENTITY x 'y'>]><multistatus xmlns='DAV:'/>",
                "<!DOCTYPE multistatus SYSTEM 'http://127.0.0.1:1/x'><multistatus xmlns='DAV:'/>",
                "<multistatus xmlns='DAV:'><response><href>&x;</href></response></multistatus>"
            })
    void whatIsNoWholeMultistatusIsRefused(String document) {
        assertThatExceptionOfType(MalformedXmlException.class).isThrownBy(() -> read(document));
    }

    @Test
    void billionLaughsAreNotHeard() {
        String laughs =
                "<!DOCTYPE m [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>]>"
                        + "<multistatus xmlns='DAV:'><response><href>&c;</href></response></multistatus>";

        assertThatExceptionOfType(MalformedXmlException.class).isThrownBy(() -> read(laughs));
    }

    @Test
    void depthAndNumberAreBounded() {
        String deep = "<multistatus xmlns='DAV:'><response>" + "<a>".repeat(10_000);
        String many = "<multistatus xmlns='DAV:'>" + "<response><href>/a</href></response>".repeat(200_001)
                + "</multistatus>";

        assertThatExceptionOfType(MalformedXmlException.class).isThrownBy(() -> read(deep));
        assertThatExceptionOfType(MalformedXmlException.class).isThrownBy(() -> read(many));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<response>%s</response>", "<response/><response><propstat>%s</propstat></response>"})
    void oneResponseIsBoundedToo(String responses) {
        String many = "<multistatus xmlns='DAV:'>" + responses.formatted("<a/>".repeat(10_001)) + "</multistatus>";

        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> read(many))
                .matches(MalformedXmlException::isOutOfBounds);
    }

    @Test
    void aTextThatIsLongerThanAnyObjectIsCutAndTheNextIsWhole() throws MalformedXmlException {
        String next = document("b").replaceAll("</?multistatus[^>]*>", "");
        String both = document("a".repeat(3_000_000)).replace("</multistatus>", next + "</multistatus>");

        assertThat(read(both).resources())
                .extracting(resource -> resource.value(DavNames.CALENDAR_DATA).length())
                .containsExactly(1024 * 1024 - "/a".length(), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a b='%s'/>", "<!--%s-->", "<?a %s?>", "<![CDATA[%s]]>"})
    void whatTheParserKeepsWholeIsBounded(String piece) {
        String long5M = "<multistatus xmlns='DAV:'><response>" + piece.formatted("x".repeat(5_000_000))
                + "</response></multistatus>";

        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> read(long5M))
                .matches(MalformedXmlException::isOutOfBounds);
    }

    @Test
    void messageQuotesNothingOfTheDocument() {
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> read("<multistatus xmlns='DAV:'><secret-thing"))
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    @Test
    void displayNameCannotLeaveItsElement() throws MalformedXmlException {
        String body = RequestBodies.makeCalendar("</d:displayname><evil/>\u0007&\"' ü😀");

        XmlElement root = BoundedXml.open(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                .element();
        XmlElement prop = root.children().get(0).children().get(0);
        assertThat(prop.child(DavNames.DISPLAY_NAME).text()).isEqualTo("</d:displayname><evil/>&\"' ü😀");
        assertThat(prop.children()).hasSize(2);
    }

    private static String withData(String text) throws MalformedXmlException {
        return only(document(text)).value(DavNames.CALENDAR_DATA);
    }

    private static String document(String text) {
        return "<multistatus xmlns='DAV:'><response><href>/a</href><propstat><prop>"
                + "<calendar-data xmlns='urn:ietf:params:xml:ns:caldav'>" + text + "</calendar-data>"
                + "</prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>";
    }

    private static DavResource only(String document) throws MalformedXmlException {
        assertThat(read(document).resources()).hasSize(1);
        return read(document).resources().get(0);
    }

    private static Multistatus read(String document) throws MalformedXmlException {
        return Multistatus.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }
}
