namespace UnityEngine.XR.Interaction.Toolkit.Inputs.Readers
{
    public interface IXRInputValueReader<TValue>
        where TValue : struct
    {
        TValue ReadValue();

        bool TryReadValue(out TValue value);
    }

    public interface IXRInputButtonReader : IXRInputValueReader<float>
    {
        bool ReadIsPerformed();

        bool ReadWasPerformedThisFrame();

        bool ReadWasCompletedThisFrame();
    }

    public class XRInputButtonReader
    {
        public InputSourceMode inputSourceMode { internal get; set; }

        internal IXRInputButtonReader Source { get; private set; }

        public void SetObjectReference(IXRInputButtonReader value)
        {
            Source = value;
        }

        public enum InputSourceMode
        {
            ObjectReference = 3,
        }
    }
}
