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
}
