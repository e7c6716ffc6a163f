namespace Tetrascope.Protocol.MessagePack
{
    /// <summary>The first byte of each value, by the names of MessagePack's specification.</summary>
    internal static class Code
    {
        internal const byte MaxPositiveFixInt = 0x7f;
        internal const byte MinNegativeFixInt = 0xe0;
        internal const byte FixMap = 0x80;
        internal const byte FixMapMask = 0xf0;
        internal const byte FixArray = 0x90;
        internal const byte FixArrayMask = 0xf0;
        internal const byte FixText = 0xa0;
        internal const byte FixTextMask = 0xe0;
        internal const byte Nil = 0xc0;
        internal const byte False = 0xc2;
        internal const byte True = 0xc3;
        internal const byte Bytes8 = 0xc4;
        internal const byte Bytes16 = 0xc5;
        internal const byte Bytes32 = 0xc6;
        internal const byte Extension8 = 0xc7;
        internal const byte Extension16 = 0xc8;
        internal const byte Extension32 = 0xc9;
        internal const byte Float32 = 0xca;
        internal const byte Float64 = 0xcb;
        internal const byte UInt8 = 0xcc;
        internal const byte UInt16 = 0xcd;
        internal const byte UInt32 = 0xce;
        internal const byte UInt64 = 0xcf;
        internal const byte Int8 = 0xd0;
        internal const byte Int16 = 0xd1;
        internal const byte Int32 = 0xd2;
        internal const byte Int64 = 0xd3;
        internal const byte FixExtension1 = 0xd4;
        internal const byte FixExtension2 = 0xd5;
        internal const byte FixExtension4 = 0xd6;
        internal const byte FixExtension8 = 0xd7;
        internal const byte FixExtension16 = 0xd8;
        internal const byte Text8 = 0xd9;
        internal const byte Text16 = 0xda;
        internal const byte Text32 = 0xdb;
        internal const byte Array16 = 0xdc;
        internal const byte Array32 = 0xdd;
        internal const byte Map16 = 0xde;
        internal const byte Map32 = 0xdf;
    }
}
