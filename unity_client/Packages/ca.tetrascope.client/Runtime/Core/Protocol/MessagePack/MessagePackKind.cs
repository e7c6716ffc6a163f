namespace Tetrascope.Protocol.MessagePack
{
    /// <summary>What a value of MessagePack is.</summary>
    public enum MessagePackKind
    {
        /// <summary>Null.</summary>
        Nil,

        /// <summary>True or false.</summary>
        Boolean,

        /// <summary>A whole number.</summary>
        Integer,

        /// <summary>A floating-point number.</summary>
        Number,

        /// <summary>Text in UTF-8.</summary>
        Text,

        /// <summary>Bytes.</summary>
        Bytes,

        /// <summary>Values in order.</summary>
        Array,

        /// <summary>Values by key.</summary>
        Map,

        /// <summary>What the protocol does not use: an extension, or the one byte that begins no value.</summary>
        Extension,
    }
}
