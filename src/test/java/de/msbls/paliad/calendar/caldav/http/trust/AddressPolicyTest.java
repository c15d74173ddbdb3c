package de.msbls.paliad.calendar.caldav.http.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private final AddressPolicy policy = new AddressPolicy(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.1",
                "169.254.169.254",
                "168.63.129.16",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::10.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::a00:1",
                "64:ff9b:1::808:808",
                "2002:a00:1::",
                "2002:7f00:1::1",
                "2001:0:808:808::1",
                "2001:db8::1",
                "100::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void internalAddressIsRefused(String address) throws UnknownHostException {
        assertThat(policy.permits(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "17.248.190.1",
                "100.128.0.1",
                "172.32.0.1",
                "192.169.0.1",
                "223.255.255.255",
                "2a01:4f8::1",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::1"
            })
    void publicAddressIsPermitted(String address) throws UnknownHostException {
        assertThat(policy.permits(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void operatorsNetworksArePermittedAndNothingBeside() throws UnknownHostException {
        AddressPolicy onPremises = new AddressPolicy(List.of("10.20.16.0/20", "fd12:3456::/32", "192.168.7.7"));

        assertThat(onPremises.permits(InetAddress.getByName("10.20.31.255"))).isTrue();
        assertThat(onPremises.permits(InetAddress.getByName("10.20.32.0"))).isFalse();
        assertThat(onPremises.permits(InetAddress.getByName("::ffff:10.20.16.1")))
                .isTrue();
        assertThat(onPremises.permits(InetAddress.getByName("64:ff9b::a14:1001")))
                .isTrue();
        assertThat(onPremises.permits(InetAddress.getByName("fd12:3456:1::1"))).isTrue();
        assertThat(onPremises.permits(InetAddress.getByName("fd12:3457::1"))).isFalse();
        assertThat(onPremises.permits(InetAddress.getByName("192.168.7.7"))).isTrue();
        assertThat(onPremises.permits(InetAddress.getByName("192.168.7.8"))).isFalse();
        assertThat(onPremises.permits(InetAddress.getByName("127.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "fd00::/129", "10.0.0.0/-1", "10.0.0.0/", "example.org/8", "10.0.0/8x"})
    void networkThatIsNoneIsRefusedAtOnce(String cidr) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AddressPolicy(List.of(cidr)));
    }
}
