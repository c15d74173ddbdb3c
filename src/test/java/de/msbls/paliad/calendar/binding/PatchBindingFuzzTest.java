package de.msbls.paliad.calendar.binding;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import de.msbls.paliad.calendar.platform.json.StrictJson;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.UUID;

/** Whatever a client calls a merge patch: it is refused as JSON or by validation, or it can be applied. */
class PatchBindingFuzzTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();
    private static final ObjectMapper JSON = strict();

    /** As the service reads it. */
    private static ObjectMapper strict() {
        ObjectMapper mapper = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        new StrictJson().customize(mapper);
        return mapper;
    }

    @FuzzTest(maxDuration = "10m")
    void isRefusedOrCanBeApplied(byte[] body) {
        PatchBinding patch;
        try {
            patch = JSON.readValue(body, PatchBinding.class);
        } catch (IOException refused) {
            return;
        }
        if (patch != null && VALIDATOR.validate(patch).isEmpty()) {
            BindingSettings old =
                    new BindingSettings("Hearings", ScopeKind.CLIENT, UUID.randomUUID(), false, Detail.FULL, true);
            assertThatCode(() -> patch.appliedTo(old)).doesNotThrowAnyException();
        }
    }
}
