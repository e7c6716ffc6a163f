using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Protocol
{
    public sealed partial class Bitmap
    {
        /// <summary>Raises an error where there are more or fewer bytes than the sides say.</summary>
        private void Check(int position)
        {
            long bytes = ((long)Height * Width + 7) / 8;
            if (bytes != Data.Length)
            {
                throw MessagePackReader.Failure($"{bytes} bytes for Bitmap.data, got {Data.Length}", position);
            }
        }
    }
}
