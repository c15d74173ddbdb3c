package de.msbls.paliad.calendar.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is wrong with a JSON body, without Jackson's own messages, which tell of classes and repeat the input. */
final class JsonFaults {

    private JsonFaults() {}

    static List<FieldError> of(JsonProcessingException fault) {
        return List.of(new FieldError(field(fault), message(fault)));
    }

    private static String field(JsonProcessingException fault) {
        if (!(fault instanceof JsonMappingException mapping)) {
            return "";
        }
        return mapping.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }

    private static String message(JsonProcessingException fault) {
        if (fault instanceof UnrecognizedPropertyException) {
            return "is unknown or cannot be written";
        }
        if (fault instanceof MismatchedInputException) {
            return field(fault).isEmpty() ? "the body must be one JSON object" : "has the wrong type or format";
        }
        return "the body is not well-formed JSON";
    }
}
