package dev.tapeless.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** One file for each rule of the format, refused with a message that says which. */
class MalformedHeaderTest {

    @TempDir private Path folder;

    /**
     * Headers with {@code '} in place of double quotes, the number of data bytes, and what the
     * message says.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [] | 0 | found '[' where the header must begin with '{'
                    ` {}` | 0 | found byte 0x20 where the header must begin with '{'
                    { | 0 | found the header's end, expected a tensor's name
                    {}x | 0 | found 'x', expected nothing but spaces
                    `{}\t` | 0 | found byte 0x9, expected nothing but spaces
                    `{}\n` | 0 | found byte 0xa, expected nothing but spaces
                    {} | 1 | found 1 bytes of data, expected 0, as there is no tensor
                    {a:1} | 0 | found 'a', expected a tensor's name in double quotes
                    {'a'} | 0 | found '}', expected ':'
                    {'a':1} | 0 | found '1', expected '{'
                    {'a':null} | 0 | found 'n', expected '{'
                    {'a':{}} | 0 | tensor "a" has no dtype
                    {'a':{'dtype':'F32'}} | 0 | tensor "a" has no shape
                    {'a':{'dtype':'F32','shape':[1]}} | 0 | tensor "a" has no data_offsets
                    {'a':{'dtype':32,'shape':[1],'data_offsets':[0,4]}} | 4 | found '3', expected the dtype's name
                    {'a':{'dtype':'f32','shape':[1],'data_offsets':[0,4]}} | 4 | tensor "a" has dtype "f32", expected one of [BOOL
                    {'a':{'dtype':'F128','shape':[1],'data_offsets':[0,16]}} | 16 | tensor "a" has dtype "F128"
                    {'a':{'dtype':'F32','dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 | tensor "a" has its dtype twice
                    {'a':{'dtype':'F32','shape':[1],'shape':[1],'data_offsets':[0,4]}} | 4 | tensor "a" has its shape twice
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'data_offsets':[0,4]}} | 4 | tensor "a" has its data_offsets twice
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}} | 4 | tensor "a" has a member "x", expected dtype
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],}} | 4 | found '}', expected dtype, shape or data_offsets
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},} | 4 | found '}', expected a tensor's name
                    {'a':{'dtype':'F32','shape':[1,],'data_offsets':[0,4]}} | 4 | found ']', expected an integer
                    {'a':{'dtype':'F32','shape':1,'data_offsets':[0,4]}} | 4 | found '1', expected '['
                    {'a':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}} | 4 | found '"', expected an integer
                    {'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 4 | found '-', expected an integer without a sign
                    {'a':{'dtype':'F32','shape':[-0],'data_offsets':[0,0]}} | 0 | found '-', expected an integer without a sign
                    {'a':{'dtype':'F32','shape':[+1],'data_offsets':[0,4]}} | 4 | found '+', expected an integer without a sign
                    {'a':{'dtype':'F32','shape':[01],'data_offsets':[0,4]}} | 4 | an integer with a leading zero
                    {'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}} | 4 | found '.', expected an integer without fraction
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4e0]}} | 4 | found 'e', expected an integer without fraction
                    {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8E0]}} | 8 | found 'E', expected an integer without fraction
                    {'a':{'dtype':'F32','shape':[0x1],'data_offsets':[0,4]}} | 4 | found 'x', expected ']'
                    {'a':{'dtype':'F32','shape':[9223372036854775808],'data_offsets':[0,4]}} | 4 | found a number of 2^63 or more
                    {'a':{'dtype':'F32','shape':[18446744073709551617],'data_offsets':[0,4]}} | 4 | found a number of 2^63 or more
                    {'a':{'dtype':'F32','shape':[9223372036854775807],'data_offsets':[0,4]}} | 4 | tensor "a": shape F32 [9223372036854775807] has more elements
                    {'a':{'dtype':'F32','shape':[4611686018427387904,2],'data_offsets':[0,0]}} | 0 | has more elements than a file can hold
                    {'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}} | 0 | has more elements than a file can hold
                    {'a':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,0]}} | 0 | takes 17179869184 bytes, but data_offsets [0, 0] span 0
                    {'a':{'dtype':'F32','shape':[1073741824],'data_offsets':[0,0]}} | 0 | takes 4294967296 bytes, but data_offsets [0, 0] span 0
                    {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 4 | tensor "a": F32 [2] takes 8 bytes, but data_offsets [0, 4] span 4
                    {'a':{'dtype':'F64','shape':[1],'data_offsets':[0,4]}} | 4 | tensor "a": F64 [1] takes 8 bytes
                    {'a':{'dtype':'F4','shape':[3],'data_offsets':[0,1]}} | 1 | F4 [3] does not fill whole bytes
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | 4 | data_offsets [4, 0] end before they begin
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}} | 4 | tensor "a" has 1 data_offsets, expected two
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,4]}} | 4 | tensor "a" has 3 data_offsets, expected two
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | tensor "a" begins at byte 4 of the data, expected 0
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[8,12]}} | 12 | tensor "b" begins at byte 8 of the data, expected 4, where the tensors before it end (the bytes between
                    {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | tensor "b" begins at byte 4 of the data, expected 8, where the tensors before it end (they overlap)
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[0],'data_offsets':[2,2]}} | 4 | tensor "b" begins at byte 2 of the data, expected 4
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 3 | found 3 bytes of data, expected 4, where the last tensor "a" ends; the file is cut short
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 5 | found 5 bytes of data, expected 4, where the last tensor "a" ends
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 | tensor "a" is there twice
                    {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'\\u0061':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | tensor "a" is there twice
                    {'__metadata__':null} | 0 | found 'n', expected '{'
                    {'__metadata__':[]} | 0 | found '[', expected '{'
                    {'__metadata__':{'k':1}} | 0 | found '1', expected the text of "k" in double quotes
                    {'__metadata__':{'k':{'x':'y'}}} | 0 | found '{', expected the text of "k" in double quotes
                    {'__metadata__':{'k':'1','k':'1'}} | 0 | __metadata__ has the key "k" twice
                    {'__metadata__':{},'__metadata__':{}} | 0 | found __metadata__ twice
                    {'__metadata__':{'k':'v'} | 0 | found the header's end, expected '}'
                    {'__metadata__':{'k':'v | 0 | found the header's end inside a string
                    {'__metadata__':{'k':'\\ | 0 | found the header's end inside a string
                    {'__metadata__':{'k':'\\u00 | 0 | expected four hexadecimal digits
                    {'__metadata__':{'k':'\\u00g0'}} | 0 | found 'g', expected four hexadecimal digits
                    {'__metadata__':{'k':'\\x'}} | 0 | found 'x' after a backslash, expected a JSON escape
                    {'__metadata__':{'k':'\\ud800'}} | 0 | found half of a surrogate pair
                    {'__metadata__':{'k':'\\ude00\\ud83d'}} | 0 | found half of a surrogate pair
                    `{'__metadata__':{'k':'\t'}}` | 0 | found byte 0x9 inside a string, expected it escaped
                    """)
    void isRefused(String header, int dataLength, String message) throws IOException {
        Path file = RawFile.write(folder, header.replace('\'', '"'), dataLength);
        TensorFileException problem =
                assertThrows(TensorFileException.class, () -> TensorFile.read(file));
        assertTrue(problem.getMessage().startsWith(file + ": "), problem.getMessage());
        assertTrue(problem.getMessage().contains(message), problem.getMessage());
    }

    @Test
    void refusesHeaderLengthsBeyondTheLimitOrTheFile() throws IOException {
        byte[] header = "{}".getBytes(StandardCharsets.UTF_8);
        long[] lengths = {
            3,
            100_000_000,
            100_000_001,
            1L << 32,
            (1L << 32) + 2,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            -1,
            -6
        };
        for (long length : lengths) {
            Path file = folder.resolve("length.safetensors");
            Files.write(file, RawFile.bytes(length, header, new byte[0]));
            TensorFileException problem =
                    assertThrows(TensorFileException.class, () -> TensorFile.read(file));
            String found = "found a header length of " + Long.toUnsignedString(length) + " bytes";
            assertTrue(problem.getMessage().contains(found), problem.getMessage());
        }
    }

    @Test
    void refusesFilesShorterThanALength() throws IOException {
        for (int size = 0; size < 8; size++) {
            Path file = Files.write(folder.resolve("short.safetensors"), new byte[size]);
            TensorFileException problem =
                    assertThrows(TensorFileException.class, () -> TensorFile.read(file));
            String expected = "found " + size + " bytes, expected at least the 8 bytes";
            assertTrue(problem.getMessage().contains(expected), problem.getMessage());
        }
        Path file = Files.write(folder.resolve("zero.safetensors"), new byte[8]);
        TensorFileException problem =
                assertThrows(TensorFileException.class, () -> TensorFile.read(file));
        assertTrue(
                problem.getMessage().contains("found the header's end where"),
                problem.getMessage());
    }

    /**
     * Bytes that are not UTF-8: a stray one, an overlong form, a coded surrogate, beyond Unicode,
     * cut.
     */
    @Test
    void refusesBytesThatAreNotUtf8() throws IOException {
        String[] malformed = {"ff", "80", "c080", "eda080", "f4908080", "c3", "e282"};
        for (String hex : malformed) {
            byte[] header = "{\"__metadata__\":{\"k\":\"....\"}}".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < hex.length() / 2; i++) {
                header[22 + i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
            }
            Path file = RawFile.write(folder, header, new byte[0]);
            TensorFileException problem =
                    assertThrows(TensorFileException.class, () -> TensorFile.read(file), hex);
            assertTrue(problem.getMessage().contains("not valid UTF-8"), problem.getMessage());
        }
    }

    @Test
    void refusesZeroBytesAsPadding() throws IOException {
        Path file = RawFile.write(folder, "{}  \0\0\0\0", 0);
        TensorFileException problem =
                assertThrows(TensorFileException.class, () -> TensorFile.read(file));
        assertTrue(problem.getMessage().contains("found byte 0x0, expected nothing but spaces"));
    }

    @Test
    void refusesAHundredThousandBracketsAtTheFirst() throws IOException {
        for (String opening : new String[] {"[", "{\"a\":"}) {
            String deep = opening.repeat(100_000);
            for (String header :
                    new String[] {
                        "{\"__metadata__\":" + deep + "}",
                        "{\"a\":" + deep + "}",
                        "{\"a\":{\"shape\":" + deep + "}}",
                        "{\"a\":{\"dtype\":" + deep + "}}"
                    }) {
                Path file = RawFile.write(folder, header, 0);
                assertThrows(TensorFileException.class, () -> TensorFile.read(file));
            }
        }
    }

    @Test
    void refusesAMillionDigitsAndShowsNoneOfThem() throws IOException {
        String header =
                "{\"a\":{\"dtype\":\"F32\",\"shape\":["
                        + "9".repeat(1_000_000)
                        + "],\"data_offsets\":[0,4]}}";
        Path file = RawFile.write(folder, header, 4);
        TensorFileException problem =
                assertThrows(TensorFileException.class, () -> TensorFile.read(file));
        assertEquals(
                file
                        + ": byte 29 of the header: found a number of 2^63 or more, expected at"
                        + " most 2^63 - 1",
                problem.getMessage());
        String zeros = header.replace("9", "0");
        Path other = RawFile.write(folder, zeros, 4);
        problem = assertThrows(TensorFileException.class, () -> TensorFile.read(other));
        assertTrue(problem.getMessage().contains("leading zero"), problem.getMessage());
    }

    @Test
    void showsHostileNamesEscapedAndCut() throws IOException {
        String header = "{\"\\u001b[2J\\n" + "x".repeat(10_000) + "\":{}}";
        Path file = RawFile.write(folder, header, 0);
        TensorFileException problem =
                assertThrows(TensorFileException.class, () -> TensorFile.read(file));
        assertTrue(
                problem.getMessage().contains("tensor \"\\u001b[2J\\u000axxx"),
                problem.getMessage());
        assertTrue(
                problem.getMessage().contains("…\" (10005 characters) has no dtype"),
                problem.getMessage());
    }

    @Test
    void countsTenThousandDimensionsWithoutShowingThem() throws IOException {
        String header =
                "{\"a\":{\"dtype\":\"U8\",\"shape\":["
                        + "1,".repeat(9_999)
                        + "2],\"data_offsets\":[0,1]}}";
        Path file = RawFile.write(folder, header, 1);
        TensorFileException problem =
                assertThrows(TensorFileException.class, () -> TensorFile.read(file));
        assertTrue(
                problem.getMessage().contains("… (10000 dimensions)] takes 2 bytes"),
                problem.getMessage());
    }
}
