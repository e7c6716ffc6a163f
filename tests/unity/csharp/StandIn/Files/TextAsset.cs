namespace UnityEngine
{
    public class TextAsset : Object
    {
        internal TextAsset(byte[] bytes)
        {
            this.bytes = bytes;
        }

        public byte[] bytes { get; }
    }
}
