using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Protocol
{
    public sealed partial class Tensor
    {
        /// <summary>Raises an error where there are more or fewer bytes than the shape says.</summary>
        private void Check(int position)
        {
            long bytes = Dtype == TensorDtypeNames.U1 ? 1 : Dtype == TensorDtypeNames.U2 ? 2 : 0;
            if (bytes == 0)
            {
                return;  // of a later minor version
            }
            foreach (int length in Shape)
            {
                bytes = length < 0 || bytes > int.MaxValue ? long.MaxValue : bytes * length;
            }
            if (bytes != Data.Length)
            {
                throw MessagePackReader.Failure($"{bytes} bytes for Tensor.data, got {Data.Length}", position);
            }
        }
    }
}
